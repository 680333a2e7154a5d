"""The memory of a browser is that of all its processes, and of none but its own."""

from __future__ import annotations

from crawler.middlewares.browser_memory import PAGE_BYTES, browser_mb

MB = 2**20 // PAGE_BYTES  # pages of a megabyte
US, DRIVER, BROWSER, TAB, STRANGER, OTHER = 10, 11, 12, 13, 14, 15


def process(proc, pid, parent, program, megabytes):
    folder = proc / str(pid)
    folder.mkdir()
    rest = ["S", str(parent), *["0"] * 19, str(megabytes * MB), "0"]
    (folder / "stat").write_text(f"{pid} (x (y) z) {' '.join(rest)}")
    (folder / "cmdline").write_bytes(f"{program}\0--headless\0".encode())


def test_the_browser_and_all_below_it_are_counted(tmp_path):
    process(tmp_path, US, 1, "/usr/bin/python", 900)
    process(tmp_path, DRIVER, US, "/opt/driver/node", 80)
    process(tmp_path, BROWSER, DRIVER, "/usr/lib/chromium/chromium", 200)
    process(tmp_path, TAB, BROWSER, "/proc/self/exe", 50)
    process(tmp_path, STRANGER, 1, "/usr/lib/chromium/chromium", 4_000)
    process(tmp_path, OTHER, US, "/usr/bin/git", 70)
    (tmp_path / "meminfo").write_text("x")
    (tmp_path / "77").mkdir()  # ended while we looked
    assert browser_mb("/usr/bin/chromium", root=US, proc=tmp_path) == 250
    assert browser_mb("/usr/bin/chromium", root=OTHER, proc=tmp_path) == 0


def test_nothing_is_known_without_proc(tmp_path):
    assert browser_mb("/usr/bin/chromium", proc=tmp_path / "none") is None
