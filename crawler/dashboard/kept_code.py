"""What templates compile to, kept as Python keeps what modules compile to: in `__pycache__`.

To compile them took an eighth of a run that finds nothing. Python's own import system reads and
writes the code, beside the templates: who can write there can as well change our modules, which is
not so in the data folder. Nothing is kept where Python writes no bytecode, or may not; there
`python -m crawler.dashboard.compiled` does it beforehand, as `compileall` does for modules.
"""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from zlib import crc32

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

# What decides besides the text of a template what it compiles to. Our filters do not: a test looks.
OPTIONS = ("autoescape", "is_async", "lstrip_blocks", "optimized", "trim_blocks")


class CompiledOnce(BytecodeCache):
    """What a template was compiled to for one language serves the others: no word is in it."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """With the code of a template that is a file; raises TemplateSyntaxError."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is None and filename is not None:
            bucket.code = _TemplateFile(environment, name, filename, source).get_code(name)
            self.dump_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called before a template would be compiled."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called when one was."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


class _TemplateFile(SourceFileLoader):
    """Python's loader of modules, for which a template is one."""

    def __init__(self, environment: Environment, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._environment = environment
        self._text = text

    def path_stats(self, path: str) -> dict[str, int]:
        """What kept code must agree with: in place of a time, all that it was made of."""
        options = [getattr(self._environment, name) for name in OPTIONS]
        made_of = repr((jinja2.__version__, options, self._text))
        return {"mtime": crc32(made_of.encode()), "size": Path(path).stat().st_size}

    def source_to_code(  # type: ignore[override] # of one template
        self, data: bytes, path: str, *, _optimize: int = -1
    ) -> CodeType:
        """Called where no code is kept that still holds."""
        del data
        return self._environment.compile(self._text, self.name, path)
