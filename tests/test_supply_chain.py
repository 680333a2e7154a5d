"""What comes from outside: pinned by hash, audited in whole, never run as code or by a shell."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from crawler.core import installing

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
AUDIT = ROOT / ".ci" / "audit.py"
UNSAFE_MODULES = frozenset(("pickle", "cPickle", "dill", "marshal", "shelve", "jsonpickle"))
UNSAFE_CALLS = frozenset(("eval", "exec", "compile", "__import__"))
UNSAFE_METHODS = frozenset(
    (("os", "system"), ("os", "popen"), ("yaml", "load"), ("yaml", "unsafe_load"))
)
PINNED = re.compile(r"[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==\S+(?: ;.*?)?(?: \\)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?: \\)?")
INDEX = "--index"  # no file of ours names an index, not even this one
PACKAGES = {"scrapy": "2.19.0", "pydantic": "2.14.4"}


def unsafe(code: str) -> list[str]:
    """What a module does that could run data as code."""
    return [what for node in ast.walk(ast.parse(code)) for what in _unsafe(node)]


def _unsafe(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (each.name for each in names if _root(each.name) in UNSAFE_MODULES)
        case ast.ImportFrom(module=str(module)) if _root(module) in UNSAFE_MODULES:
            yield module
        case ast.Call(func=ast.Name(id=name)) if name in UNSAFE_CALLS:
            yield name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if (
            owner,
            name,
        ) in UNSAFE_METHODS:
            yield f"{owner}.{name}"
        case ast.keyword(arg="shell", value=value) if not _is_false(value):
            yield "shell"


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _root(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("package", ["crawler", "spiders", "pipelines"])
def test_no_module_runs_data_as_code(package):
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules
    found = {path: what for path in modules if (what := unsafe(path.read_text(encoding="utf-8")))}
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "import pickle as p",
        "from marshal import loads",
        "import shelve, os",
        "eval(text)",
        "exec(text)",
        "yaml.load(text)",
        "os.system(name)",
        "subprocess.run(name, shell=True)",
        "subprocess.Popen(name, shell=chosen)",
        "def f():\n    from pickle import loads",
    ],
)
def test_unsafe_code_is_seen(code):
    assert unsafe(code)


@pytest.mark.parametrize("code", ["re.compile(x)", "run(x, shell=False)", "json.loads(x)"])
def test_safe_code_is_left_alone(code):
    assert unsafe(code) == []


def test_each_locked_package_has_its_hashes():
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    assert unpinned(lines) == []


@pytest.mark.parametrize(
    ("python", "machine", "has_wheel"),
    [
        ("3.11.7", "x86_64", True),
        ("3.13.0", "x86_64", True),
        ("3.14.0", "x86_64", False),
        ("3.13.0", "aarch64", False),
    ],
)
def test_cld2_is_left_out_where_no_wheel_of_it_is(python, machine, has_wheel):
    """One package without a wheel would be the end of `make setup`, which builds none."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    line = next(line for line in lines if line.startswith("pycld2=="))
    marker = Requirement(line.removesuffix("\\").strip()).marker
    where = {"python_full_version": python, "platform_machine": machine, "sys_platform": "linux"}
    assert (marker is None or marker.evaluate(where)) is has_wheel


def unpinned(lines: list[str]) -> list[str]:
    """Lines of a lock that are neither a pinned package with a hash below nor a comment."""
    wanted = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    bad = []
    for line, following in zip(wanted, [*wanted[1:], ""], strict=True):
        text = line.strip()
        if HASH.fullmatch(text):
            continue
        if not (PINNED.fullmatch(text) and HASH.fullmatch(following.strip())):
            bad.append(text)
    return bad


@pytest.mark.parametrize(
    "line",
    [
        "scrapy>=2.19",
        "scrapy==2.19.0",
        f"{INDEX}-url https://packages.example/all",
        f"--extra-{INDEX[2:]}-url https://packages.example/all",
        "git+https://code.example/scrapy.git",
        "-e .",
    ],
)
def test_a_line_without_pin_or_hash_is_seen(line):
    assert unpinned([line, "# a comment"]) == [line]


def audit(tmp_path: Path, report: str) -> tuple[int, str]:
    """The exit code and the words of the reader for a made-up report."""
    lock = tmp_path / "lock"
    lock.write_text("".join(f"{name}=={version} \\\n" for name, version in PACKAGES.items()))
    path = tmp_path / "report.json"
    path.write_text(report)
    command = [sys.executable, str(AUDIT), str(path), str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def entries(**changed: object) -> str:
    """A clean report, but for the entry of Scrapy."""
    clean = [{"name": name, "version": version, "vulns": []} for name, version in PACKAGES.items()]
    clean[0] = {key: value for key, value in (clean[0] | changed).items() if value is not None}
    return json.dumps({"dependencies": clean, "fixes": []})


def test_a_clean_report_passes(tmp_path):
    assert audit(tmp_path, entries()) == (0, "audit: 2 packages, 0 problems\n")


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (entries(vulns=[{"id": "PYSEC-1", "fix_versions": ["2.20"]}]), "PYSEC-1"),
        (entries(vulns=None, version=None, skip_reason="not found"), "skipped: not found"),
        (entries(vulns=None), "neither clean nor vulnerable"),
        (entries(vulns="none"), "neither clean nor vulnerable"),
        (entries(name="other"), "scrapy: locked, and not in the report"),
        (entries(name=None), "without a name"),
        ('{"dependencies": []}', "no list of dependencies"),
        ('{"fixes": []}', "no list of dependencies"),
        ("[]", "no list of dependencies"),
        ("", "cannot be read"),
        ('{"dependencies": [', "cannot be read"),
    ],
)
def test_anything_else_fails(tmp_path, report, said):
    code, words = audit(tmp_path, report)
    assert code == 1
    assert said in words


def test_no_report_fails(tmp_path):
    done = subprocess.run(
        [sys.executable, str(AUDIT), str(tmp_path / "none.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1


def test_nobody_is_told_to_ask_an_index_for_our_name():
    """Rasid is in no index: what stands there under its name is a stranger's."""
    texts = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "crawler").rglob("*.py")]
    asked = re.compile(r"pip3? install ['\"]?rasid\b")
    assert [path.name for path in texts if asked.search(path.read_text(encoding="utf-8"))] == []
    assert asked.search("pip install 'rasid[parquet]'")


def test_the_lock_has_what_our_messages_promise():
    names = {line.partition("==")[0].partition("[")[0] for line in LOCK.read_text().splitlines()}
    assert {"psycopg", "psycopg-pool", "procrastinate", "distributed", "pyarrow"} <= names
    assert all(option in installing.COMMAND for option in ("--require-hashes", LOCK.name))
