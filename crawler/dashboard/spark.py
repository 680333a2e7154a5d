"""Sparklines, made here as SVG: no script, no style, time always from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT = 123, 26  # whole units: 42 points are three apart
TOP = 3  # room for the dot
SVG = Markup(
    '<svg class="spark {kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    'role="img" aria-label="{label}" preserveAspectRatio="none">{marks}</svg>'
)


def spark(values: Sequence[float | None], label: str, kind: str = "") -> Markup:
    """A line with its area, its last value as a dot; `None` is a gap. Empty without any value.

    `label` is what a screen reader says; the highest value touches the top, 0 the bottom.
    """
    known = [value for value in values if value is not None]
    if not known:
        return Markup()
    top = max(*known, 0) or 1
    step = WIDTH / max(len(values) - 1, 1)
    points = [
        None if value is None else (round(at * step), _height(value / top))
        for at, value in enumerate(values)
    ]
    marks = Markup().join(_run(run) for run in _runs(points))
    last = next(point for point in reversed(points) if point)
    marks += Markup('<circle cx="{}" cy="{}" r="2"/>').format(min(last[0], WIDTH - 2), last[1])
    return SVG.format(kind=kind, width=WIDTH, height=HEIGHT, label=label, marks=marks)


def bar(part: float, kind: str = "") -> Markup:
    """A bar that is filled to a share from 0 to 1; the number beside it says the same."""
    filled = round(max(0.0, min(part, 1.0)) * 100, 1)
    return Markup(
        '<svg class="bar {}" viewBox="0 0 100 6" width="100" height="6" aria-hidden="true" '
        'preserveAspectRatio="none"><rect width="100" height="6" rx="3"/>'
        '<rect class="fill" width="{:g}" height="6" rx="3"/></svg>'
    ).format(kind, filled)


Point = tuple[int, int]


def _height(part: float) -> int:
    return round(HEIGHT - 1 - max(part, 0) * (HEIGHT - 1 - TOP))


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """The stretches without a gap."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _run(run: Sequence[Point]) -> Markup:
    line = " ".join(f"{x},{y}" for x, y in run)
    area = f"{run[0][0]},{HEIGHT} {line} {run[-1][0]},{HEIGHT}"
    return Markup('<polygon points="{}"/><polyline points="{}"/>').format(area, line)
