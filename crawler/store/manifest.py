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


class ManifestDamagedError(ValueError):
    """The file is there and is no manifest."""


def write_manifest(folder: Path, epoch: str, parts: Sequence[Part]) -> bool:
    """Replace the manifest when it says something else; True when it was written.

    Raises MachineError.
    """
    content = {
        "schemaVersion": SCHEMA_VERSION,
        "epoch": epoch,
        "parts": [part.as_dict() for part in parts],
    }
    data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    path = folder / NAME
    if path.is_file() and path.read_bytes() == data:
        return False
    write_durably(path, data)
    return True


def read_manifest(folder: Path) -> dict[str, Part]:
    """The parts that the manifest lists, by file name; empty when there is none.

    Raises ManifestDamagedError for a file that is no manifest, OSError when it cannot be read.
    """
    try:
        content: Any = json.loads((folder / NAME).read_bytes())
        return {entry["file"]: Part(**entry) for entry in content["parts"]}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestDamagedError(str(error)) from error
