"""Keeps the code of all templates beforehand: `python -m crawler.dashboard.compiled`."""

from __future__ import annotations

import sys

from crawler.dashboard import words
from crawler.dashboard.render import environment


def main() -> None:
    """Keep the code of all templates from now on."""
    sys.dont_write_bytecode = False
    made = environment(words.LANGUAGES[0])
    for name in made.list_templates(extensions=["html"]):
        made.get_template(name)


if __name__ == "__main__":
    main()
