"""Rules and dashboard: promtool reads them, each alert fires where it must and nowhere else."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from crawler.core.watch.metrics import METRICS
from crawler.queue.queue_metrics import METRICS as QUEUE
from tests.tools import program

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "crawler" / "deploy" / "prometheus"
DASHBOARD = ROOT / "crawler" / "deploy" / "grafana" / "rasid.json"
TESTS = sorted(path.name for path in FOLDER.glob("*_test.yml"))
RULES = yaml.safe_load((FOLDER / "rules.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
ALERTS = [rule for rule in RULES if "alert" in rule]
RECORDED = {rule["record"] for rule in RULES if "record" in rule}
NAME = re.compile(r"\b(?:crawl_\w+|crawl:[\w:]+)")
FAILED = re.compile(r"^ {4}name: (.*?),$", re.MULTILINE)


def promtool(*arguments: str, folder: Path = FOLDER) -> tuple[int, str]:
    done = subprocess.run(
        [program("promtool", "prometheus"), *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def cases() -> list[dict]:
    """Every case of the files of tests: its name, its alert, and whether that must fire."""
    found = []
    for name in TESTS:
        for case in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["tests"]:
            (asked,) = case["alert_rule_test"]
            fires = bool(asked["exp_alerts"])
            found.append({"name": case["name"], "alert": asked["alertname"], "fires": fires})
    return found


def queries() -> list[str]:
    """The expressions of the dashboard, with what Grafana puts in for its variables."""
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    return [expression.replace("$spider", ".*") for expression in asked]


def test_the_rules_are_read():
    code, said = promtool("check", "rules", "rules.yml")
    assert code == 0, said
    assert f"{len(RULES)} rules found" in said


def test_each_alert_fires_where_it_must_and_is_quiet_where_it_must():
    code, said = promtool("test", "rules", *TESTS)
    assert code == 0, said


@pytest.mark.parametrize(
    ("expression", "fires", "soon"),
    [("vector(1) > 2", True, None), ("vector(1)", False, "5m")],
    ids=["never", "always"],
)
def test_the_cases_fail_for_rules_that_never_or_always_fire(tmp_path, expression, fires, soon):
    """The firing cases by rules that never do, the others by the opposite, asked sooner."""
    broken = [{**rule, "expr": expression, "for": "0s"} for rule in ALERTS]
    rules = {"groups": [{"name": "broken", "rules": broken}]}
    (tmp_path / "rules.yml").write_text(json.dumps(rules), encoding="utf-8")
    for name in TESTS:
        tests = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
        for case in tests["tests"] if soon else ():
            case["alert_rule_test"][0]["eval_time"] = soon
        (tmp_path / name).write_text(json.dumps(tests), encoding="utf-8")
    code, said = promtool("test", "rules", *TESTS, folder=tmp_path)

    must_fail = {case["name"] for case in cases() if case["fires"] == fires}
    assert code != 0
    assert must_fail <= set(FAILED.findall(said))


@pytest.mark.parametrize("alert", [rule["alert"] for rule in ALERTS])
def test_each_alert_has_a_case_of_both_kinds(alert):
    kinds = {case["fires"] for case in cases() if case["alert"] == alert}
    assert kinds == {True, False}


@pytest.mark.parametrize("rule", ALERTS, ids=[rule["alert"] for rule in ALERTS])
def test_each_alert_says_how_bad_what_and_where_to_read(rule):
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert set(rule["annotations"]) == {"summary", "description", "runbook"}
    page, _, anchor = rule["annotations"]["runbook"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert anchor in {heading.lower() for heading in headings}


def test_rules_and_dashboard_ask_for_metrics_that_there_are():
    asked = {name for rule in RULES for name in NAME.findall(rule["expr"])}
    asked |= {name for query in queries() for name in NAME.findall(query)}
    assert asked <= set(METRICS) | set(QUEUE) | RECORDED
    assert asked >= RECORDED


def test_the_dashboard_is_one_that_grafana_can_load():
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert all(panel["targets"] and panel["title"] for panel in panels)
    assert {"datasource", "spider"} == {each["name"] for each in dashboard["templating"]["list"]}
    sources = {target["datasource"]["uid"] for panel in panels for target in panel["targets"]}
    assert sources == {"${datasource}"}
    assert "http" not in json.dumps(dashboard)


def as_rules(expressions: list[str], path: Path) -> tuple[int, str]:
    """What promtool says of these expressions."""
    rules = [{"record": f"q:{place}", "expr": each} for place, each in enumerate(expressions)]
    text = json.dumps({"groups": [{"name": "queries", "rules": rules}]})
    path.write_text(text, encoding="utf-8")
    return promtool("check", "rules", str(path))


def test_every_query_of_the_dashboard_is_read(tmp_path):
    asked = queries()
    assert len(asked) > 15
    code, said = as_rules(asked, tmp_path / "queries.yml")
    assert code == 0, said


@pytest.mark.parametrize("bad", ["sum(", "crawl_held_runs{spider=}", "rate(crawl_held_runs)"])
def test_a_bad_query_would_be_seen(tmp_path, bad):
    code, said = as_rules([*queries(), bad], tmp_path / "queries.yml")
    assert code != 0, said
