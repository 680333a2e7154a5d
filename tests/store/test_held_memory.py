"""What a long crawl holds beside its index: statements, pages of connections, parts, free heap."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tracemalloc
from contextlib import ExitStack

import pytest
from sqlalchemy import event

from crawler.core.errors import MachineError
from crawler.store import batches, give_back
from crawler.store.database import epoch, reading, writing
from crawler.store.durable import write_durably
from crawler.store.give_back import hold_little
from crawler.store.outbox import Outbox

LINE_CHARS, LINES = 20_000, 50
# Frees an array as large as a part, then what lay beside it in small pieces.
FREED = """
import ctypes
from crawler.store.give_back import TOP_BYTES, hold_little
class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]
library = ctypes.CDLL(None)
library.mallinfo2.restype = Info
assert hold_little()
large = bytearray(12 << 20)
del large
pieces = [bytes(6_000) for _ in range(1_500)]
del pieces
print(library.mallinfo2().j > TOP_BYTES)
"""


def stored(engine, made, sizes):
    """Groups of articles of these sizes."""
    outbox, number = Outbox(engine, group_max=100), 0
    for size in sizes:
        for _ in range(size):
            number += 1
            outbox.add(made(number))
        outbox.flush()


@pytest.mark.sqlite_only("its ready statements")
def test_groups_of_any_size_are_written_by_a_few_statements(engine, article):
    texts = set()

    def noted(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO articles"):
            texts.add(statement)

    event.listen(engine, "before_cursor_execute", noted)
    stored(engine, article, range(1, 21))
    assert len(texts) <= 8
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar() == 210


@pytest.mark.sqlite_only("its pages")
def test_one_connection_is_used_where_one_is_enough(engine):
    with ExitStack() as all_at_once:
        for _ in range(3):
            all_at_once.enter_context(reading(engine))
    used = set()
    for _ in range(6):
        with writing(engine) as connection:
            used.add(id(connection.connection.dbapi_connection))
    assert len(used) == 1


def test_a_part_is_made_again_line_by_line(engine, article):
    stored(engine, lambda number: article(number, body=f"{number} " + "خ" * LINE_CHARS), [LINES])
    batches.seal(engine, epoch(engine), articles_max=LINES, partly=True)
    (part,) = batches.parts_of(engine, published=False)
    size = len(b"".join(batches.bytes_of(engine, part)))
    tracemalloc.start()
    assert sum(map(len, batches.bytes_of(engine, part))) == size
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size / 4


def test_a_file_is_written_piece_by_piece(tmp_path):
    path = tmp_path / "part.jsonl"
    write_durably(path, (b"%d\n" % number for number in range(3)))
    assert path.read_bytes() == b"0\n1\n2\n"


def test_who_fails_behind_the_last_piece_leaves_the_old_file_alone(tmp_path):
    path = tmp_path / "part.jsonl"
    write_durably(path, b"old\n")

    def damaged():
        yield b"new\n"
        raise MachineError("other bytes")

    with pytest.raises(MachineError, match="other bytes"):
        write_durably(path, damaged())
    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="of the GNU C library")
def test_the_heap_is_given_back_after_a_large_array():
    told = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_a_c_library_without_the_options(monkeypatch):
    assert hold_little() in (True, False)
    monkeypatch.setattr(give_back.ctypes, "CDLL", lambda _: object())
    assert hold_little() is False
