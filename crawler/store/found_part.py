"""Reading a part file that the store does not know, and refusing what is no part of ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from crawler.core.article import with_seq
from crawler.core.dedup import content_key
from crawler.core.dedup.sketch import sketch_of
from crawler.core.versions import FIRST
from crawler.store.outbox import NewArticle
from crawler.store.part import Part, PartName, read_name
from crawler.store.versions import NewVersion


class BadPartError(ValueError):
    """The file is no whole part of ours; the message is a fixed word."""


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part, its articles and their later versions, each with its publication number."""

    part: Part
    epoch: str
    articles: tuple[tuple[int, NewArticle], ...]
    versions: tuple[tuple[int, NewVersion], ...] = ()


def read_part(path: Path, listed: Part | None) -> FoundPart:
    """Read and check a part; `listed` is what the manifest says of it, if anything.

    Raises BadPartError with the reason (`name`, `torn`, `sha256`, `count`, `range`, `line`),
    OSError when the file cannot be read.
    """
    name = read_name(path.name)
    if name is None:
        raise BadPartError("name")
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if listed and listed.sha256 != sha256:
        raise BadPartError("sha256")
    if not data.endswith(b"\n"):
        raise BadPartError("torn")
    lines = data[:-1].split(b"\n")
    if listed and listed.count != len(lines):
        raise BadPartError("count")
    seen_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    read = [_read_line(line, seen_at) for line in lines]
    _check_range(name, [seq for seq, _ in read])
    part = Part(path.name, name.first, name.last, len(read), sha256)
    articles = tuple((seq, each) for seq, each in read if isinstance(each, NewArticle))
    versions = tuple((seq, each) for seq, each in read if isinstance(each, NewVersion))
    return FoundPart(part, name.epoch, articles, versions)


def _check_range(name: PartName, numbers: list[int]) -> None:
    """The numbers rise from the first to the last of the name; gaps are no loss."""
    rising = all(low < high for low, high in pairwise(numbers))
    if not rising or (numbers[0], numbers[-1]) != (name.first, name.last):
        raise BadPartError("range")


def _read_line(line: bytes, seen_at: datetime) -> tuple[int, NewArticle | NewVersion]:
    """The publication number and the article, or the version, as it was before it had one."""
    try:
        text = line.decode()
        content = json.loads(text)
        metadata = content["metadata"]
        seq = metadata["seq"]
        stored = text.removesuffix(f',"seq":{seq}}}}}') + "}}"
        if not isinstance(seq, int) or with_seq(stored, seq) != text:
            raise BadPartError("line")
        if content.get("version", FIRST) == FIRST:
            return seq, _article(content, metadata, stored, seen_at)
        return seq, _version(content, metadata, stored, seen_at)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadPartError("line") from error


def _article(
    content: dict[str, Any], metadata: dict[str, Any], line: str, seen_at: datetime
) -> NewArticle:
    first_seen = metadata.get("dateFirstSeen")
    if not all(isinstance(content[key], str) for key in ("identifier", "url", "articleBody")):
        raise BadPartError("line")
    seen = datetime.fromisoformat(first_seen) if first_seen else seen_at
    site = str(metadata.get("spider") or "")
    headline = str(content.get("headline") or "")
    return NewArticle(
        identifier=content["identifier"],
        url=content["url"],
        site=site,
        line=line,
        content_key=content_key(content["articleBody"]),
        run_id=str(metadata.get("runId") or ""),
        first_seen=seen,
        sketch=sketch_of(headline, content["articleBody"], site=site, published=seen),
    )


def _version(
    content: dict[str, Any], metadata: dict[str, Any], line: str, seen_at: datetime
) -> NewVersion:
    version, created = content["version"], content.get("versionCreated")
    if not isinstance(version, int) or version < FIRST or not isinstance(content["url"], str):
        raise BadPartError("line")
    return NewVersion(
        identifier=str(content["identifier"]),
        version=version,
        event=str(content["event"]),
        site=str(metadata.get("spider") or ""),
        run_id=str(metadata.get("runId") or ""),
        created=datetime.fromisoformat(created) if created else seen_at,
        line=line,
    )
