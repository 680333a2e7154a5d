"""Templates compiled once and kept beside Python's own compiled modules: most of a report's CPU."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

SOURCES = Path(__file__).parent


class CompiledTemplates(BytecodeCache):
    """One for each language, since constants are put into its words when they are compiled.

    They lie where Python keeps the modules of this package, so that nobody can change them who
    cannot change our code. Where Python may write none (`-B`, a folder that is only read), every
    process compiles for itself.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of this template, unless anything of the pages has changed since."""
        made_for = bucket.checksum.encode()
        with suppress(OSError, EOFError, ValueError, TypeError):
            kept = self._path(bucket).read_bytes()
            if kept.startswith(made_for):
                bucket.code = marshal.loads(kept[len(made_for) :])  # noqa: S302 - as with modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        part = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(bucket.checksum.encode() + marshal.dumps(bucket.code))
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)

    def get_source_checksum(self, source: str) -> str:
        """Of all that goes into a compiled template: filters and words as well as the template."""
        return super().get_source_checksum(f"{jinja2.__version__} {made_of()} {source}")

    def _path(self, bucket: Bucket) -> Path:
        made_by = Path(cache_from_source(str(SOURCES / "compiled.py")))
        return made_by.with_name(f"{made_by.stem}-{self.language}-{bucket.key}.template")


@cache
def made_of() -> str:
    """A digest of the names, sizes and times of this package's files."""
    told = []
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            status = path.stat()
            told.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
