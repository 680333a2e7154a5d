"""What the articles of a site in a bench say: texts as unlike as news, or the demo's own forms."""

from __future__ import annotations

from argparse import ArgumentParser

from crawler.demo.story import Writer, from_forms
from tests.speed.news_stories import news

TEXTS: dict[str, Writer] = {"news": news, "forms": from_forms}
DEFAULT = "news"
PAGES_KB = 43  # with texts of the length of news a page has 46 kB on average


def add_texts(parser: ArgumentParser) -> None:
    """Let the command line choose, by `--texts`, the key of a writer in TEXTS."""
    parser.add_argument(
        "--texts",
        choices=TEXTS,
        default=DEFAULT,
        help="as unlike each other as news, or the fillings of a few forms that the demo has",
    )
