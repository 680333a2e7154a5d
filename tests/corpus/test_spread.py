"""Every engine gives the same answers in the same order, or says why it cannot."""

from __future__ import annotations

import pytest

from crawler.core.arabic.text import clean_text
from crawler.core.errors import ConfigError, MachineError
from crawler.corpus import spread as spread_module
from crawler.corpus.spread import Engine, engine_of, spread
from tests.corpus.works import die

TEXTS = [f"  خبر رقم {number}\u200f  عن الميناء " for number in range(40)]
ANSWERS = [clean_text(text) for text in TEXTS]


@pytest.mark.parametrize(
    ("named", "jobs", "expected"),
    [
        (None, 1, Engine(1)),
        ("", 3, Engine(3)),
        ("dask", 2, Engine(2, "")),
        ("dask://ten.example:8786", 1, Engine(1, "tcp://ten.example:8786")),
        ("dask+tls://ten.example:8786", 1, Engine(1, "tls://ten.example:8786")),
    ],
)
def test_engines_are_named(named, jobs, expected):
    assert engine_of(named, jobs) == expected
    assert expected.is_elsewhere == bool(named)


@pytest.mark.parametrize(
    "named", ["ray", "dask:8786", "dask://", "http://ten.example", "tcp://x:1"]
)
def test_what_is_no_engine_is_refused(named):
    with pytest.raises(ValueError, match="--engine is dask"):
        engine_of(named, 1)


def test_no_process_is_too_few():
    with pytest.raises(ValueError, match="--jobs"):
        engine_of(None, 0)


@pytest.mark.parametrize(
    "engine", [Engine(), Engine(2), Engine(1, "")], ids=["here", "processes", "dask"]
)
def test_answers_come_in_order(engine):
    assert list(spread(clean_text, TEXTS, engine)) == ANSWERS


class Later:
    """An answer that is on its way."""

    def __init__(self, text: str, out: list[str]) -> None:
        self.text, self.out = text, out
        out.append(text)

    def result(self) -> str:
        self.out.remove(self.text)
        return self.text


def test_only_a_few_are_out_at_a_time():
    out: list[str] = []
    most = 0

    def submit(_work: object, text: str) -> Later:
        return Later(text, out)

    for _ in spread_module._in_order(submit, clean_text, map(str, range(1000)), 8):
        most = max(most, len(out))
    assert out == []
    assert most == 7


def test_a_process_that_is_killed_is_told():
    with pytest.raises(MachineError, match="killed"):
        list(spread(die, TEXTS, Engine(2)))


def test_no_scheduler_is_told(monkeypatch):
    monkeypatch.setattr(spread_module, "ANSWER_S", 1)
    with pytest.raises(MachineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(spread(clean_text, TEXTS, Engine(1, "tcp://127.0.0.1:9")))


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(spread_module, "find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match=r"Dask is not installed; .*requirements\.lock"):
        list(spread(clean_text, TEXTS, Engine(1, "")))


def test_a_scheduler_without_workers_is_told(monkeypatch):
    dask = pytest.importorskip("distributed")
    monkeypatch.setattr(spread_module, "ANSWER_S", 120)
    monkeypatch.setattr(spread_module, "WORKER_S", 0.1)
    with (
        dask.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as cluster,
        pytest.raises(MachineError, match="has no worker"),
    ):
        list(spread(clean_text, TEXTS, Engine(1, cluster.scheduler_address)))


def test_a_worker_of_dask_that_is_killed_is_told():
    settings = pytest.importorskip("dask").config
    with (
        settings.set({"distributed.scheduler.allowed-failures": 0}),
        pytest.raises(MachineError, match="workers of Dask died"),
    ):
        list(spread(die, TEXTS[:1], Engine(1, "")))
