"""A process of the extraction benchmark: reads the same pages with each extractor it can import.

Takes a file of pages, `{"html", "url"}` each, and a number of rounds; prints one JSON object: by
name the CPU milliseconds of every round and page and what came out, or why there is no such
extractor in this interpreter.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

Extract = Callable[[str, str], tuple[str, str]]
"""From HTML and address to headline and body, "" for what was not found."""


def _rasid() -> Extract:
    extract_article = import_module("crawler.core.extract").extract_article

    def extract(html: str, url: str) -> tuple[str, str]:
        article = extract_article(html, url)
        return (article.headline, article.articleBody) if article else ("", "")

    return extract


def _parse() -> Extract:
    """No extractor: what only parsing costs."""
    parser = import_module("selectolax.lexbor").LexborHTMLParser

    def parse(html: str, _: str) -> tuple[str, str]:
        parser(html)
        return "", ""

    return parse


def _trafilatura() -> Extract:
    bare_extraction = import_module("trafilatura").bare_extraction

    def extract(html: str, url: str) -> tuple[str, str]:
        found = bare_extraction(html, url=url, with_metadata=True, favor_precision=True)
        return (found.title or "", found.text or "") if found else ("", "")

    return extract


def _resiliparse() -> Extract:
    plain_text = import_module("resiliparse.extract.html2text").extract_plain_text
    tree = import_module("resiliparse.parse.html").HTMLTree

    def extract(html: str, _: str) -> tuple[str, str]:
        page = tree.parse(html)
        return page.title or "", plain_text(page, main_content=True, alt_texts=False)

    return extract


def _newspaper() -> Extract:
    article_of = import_module("newspaper").Article

    def extract(html: str, url: str) -> tuple[str, str]:
        article = article_of(url, language="ar")
        article.download(input_html=html)
        article.parse()
        return article.title or "", article.text or ""

    return extract


def _readability() -> Extract:
    document = import_module("readability").Document
    parsed = import_module("lxml.html").fromstring

    def extract(html: str, _: str) -> tuple[str, str]:
        page = document(html)
        summary = page.summary()
        return page.short_title() or "", parsed(summary).text_content() if summary else ""

    return extract


EXTRACTORS: Mapping[str, tuple[str, Callable[[], Extract]]] = {
    "rasid": ("", _rasid),
    "lexbor parse alone": ("selectolax", _parse),
    "trafilatura precision": ("trafilatura", _trafilatura),
    "resiliparse": ("resiliparse", _resiliparse),
    "newspaper4k": ("newspaper4k", _newspaper),
    "readability-lxml": ("readability-lxml", _readability),
}


def measured(extract: Extract, pages: list[dict[str, str]], rounds: int) -> dict[str, Any]:
    """The answers, and for every page its milliseconds in each round after one to warm up."""
    answers = [extract(page["html"], page["url"]) for page in pages]
    spent: list[list[float]] = [[] for _ in pages]
    for _ in range(rounds):
        for page, times in zip(pages, spent, strict=True):
            begun = time.process_time()
            extract(page["html"], page["url"])
            times.append(1000 * (time.process_time() - begun))
    return {"answers": answers, "ms": spent}


def main() -> None:
    pages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rounds, names = int(sys.argv[2]), sys.argv[3:]
    found: dict[str, Any] = {}
    for name in names:
        package, make = EXTRACTORS[name]
        try:
            extract = make()
        except ImportError as error:
            found[name] = {"missing": str(error)}
            continue
        release = version(package) if package else ""
        about = {"version": release, "python": platform.python_version()}
        found[name] = about | measured(extract, pages, rounds)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
