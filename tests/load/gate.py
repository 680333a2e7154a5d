"""What a run over many sites must keep to: memory and the cost of an answer stay as they are."""

from __future__ import annotations

from tests.load.load import Load

# Of the memory that is held, which pages of mapped files are not: the kernel takes those back.
GROWTH_MAX = 0.1  # of what is held at 20 % of the articles
HELD_MAX = 600  # bytes an article: what is counted of it takes 200, the index swings by 10 MB
SLOWER_MAX = 1.25  # CPU an answer in the last tenth, over that of the second


def faults(figures: Load) -> list[str]:
    """What a run did not keep to, in words; empty for a good one."""
    broken = {
        f"ended with {figures.exit_code}": figures.exit_code != 0,
        f"memory grew by {figures.held_growth:.1%}": figures.held_growth > GROWTH_MAX,
        f"an article holds {figures.held_bytes:,.0f} bytes": figures.held_bytes > HELD_MAX,
        "an answer costs more at the end": figures.cpu_ms[-1] > SLOWER_MAX * figures.cpu_ms[1],
    }
    return [word for word, is_broken in broken.items() if is_broken]
