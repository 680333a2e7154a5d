"""What a user would do with a page: trafilatura or ours, then datasketch and a line of JSON.

Runs in the environment of the peers, without Scrapy or crawlee: `work(name)` gives a function that
takes a page and returns the line, None for a page without an article.
"""

from __future__ import annotations

import json
from collections.abc import Callable

PERMUTATIONS, THRESHOLD, WORDS = 128, 0.8, 3
Work = Callable[[str, bytes], str | None]


def work(name: str) -> Work:
    """By its name: `trafilatura` or `rasid`; each with an index of copies of its own."""
    find = {"trafilatura": _trafilatura, "rasid": _rasid}[name]()
    is_new = _index()

    def line(url: str, body: bytes) -> str | None:
        found = find(url, body)
        if found is None:
            return None
        found["duplicate"] = not is_new(url, str(found["text"]))
        return json.dumps(found, ensure_ascii=False)

    return line


def _trafilatura() -> Callable[[str, bytes], dict[str, object] | None]:
    from trafilatura import bare_extraction

    def find(url: str, body: bytes) -> dict[str, object] | None:
        document = bare_extraction(body, url=url, with_metadata=True, include_comments=False)
        if document is None:
            return None
        said = document.as_dict()
        names = ("title", "text", "date", "author", "sitename")
        return {"url": url} | {name: said.get(name) for name in names}

    return find


def _rasid() -> Callable[[str, bytes], dict[str, object] | None]:
    from crawler.core.encoding import decode_html
    from crawler.core.extract import extract_article
    from crawler.core.finish import finished

    def find(url: str, body: bytes) -> dict[str, object] | None:
        article = extract_article(decode_html(body, None).text, url)
        if article is None:
            return None
        told: dict[str, object] = finished(article).model_dump(mode="json", exclude_none=True)
        return told | {"text": told["articleBody"]}

    return find


def _index() -> Callable[[str, str], bool]:
    from datasketch import MinHash, MinHashLSH

    known = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def is_new(url: str, text: str) -> bool:
        words = text.split()
        sketch = MinHash(num_perm=PERMUTATIONS)
        shingles = (" ".join(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1)))
        sketch.update_batch([each.encode() for each in shingles])
        found = bool(known.query(sketch))
        if not found and url not in known:
            known.insert(url, sketch)
        return not found

    return is_new
