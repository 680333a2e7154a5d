"""`manifest.json`: the list of all sealed parts, replaced as a whole after each publication."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crawler.core.article import SCHEMA_VERSION
from crawler.store.durable import write_durably
from crawler.store.part import Part

NAME = "manifest.json"
# A part in it; neither its name nor its digest has a character that JSON escapes.
ENTRY = """
  {
   "file": "%s",
   "first": %d,
   "last": %d,
   "count": %d,
   "sha256": "%s"
  }"""


class ManifestDamagedError(ValueError):
    """The file is there and is no manifest."""


def write_manifest(folder: Path, epoch: str, parts: Sequence[Part]) -> bool:
    """Replace the manifest when it says something else; True when it was written.

    Raises MachineError.
    """
    data = _text_of(epoch, parts).encode()
    path = folder / NAME
    if path.is_file() and path.read_bytes() == data:
        return False
    write_durably(path, data)
    return True


def _text_of(epoch: str, parts: Sequence[Part]) -> str:
    """As `json.dumps` writes it with an indent of 1; which is slow for many parts."""
    around = {"schemaVersion": SCHEMA_VERSION, "epoch": epoch, "parts": []}
    text = json.dumps(around, ensure_ascii=False, indent=1) + "\n"
    entries = ",".join(ENTRY % (e.file, e.first, e.last, e.count, e.sha256) for e in parts)
    return text.replace("[]", f"[{entries}\n ]") if parts else text


def read_manifest(folder: Path) -> dict[str, Part]:
    """The parts that the manifest lists, by file name; empty when there is none.

    Raises ManifestDamagedError for a file that is no manifest, OSError when it cannot be read.
    """
    try:
        content: Any = json.loads((folder / NAME).read_bytes())
        return {str(entry["file"]): Part(**entry) for entry in content["parts"]}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestDamagedError(str(error)) from error
