"""`scrapy doctor --receipt URL`: text for people, JSON for programs, nothing asked."""

from __future__ import annotations

import json

import pytest
from scrapy.cmdline import execute


@pytest.fixture
def doctor(tmp_path, monkeypatch, capsys):
    """Runs the command in this process; gives exit code, output and errors."""
    monkeypatch.setenv("RASID_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RASID_CONTACT", "")
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")

    def run(*arguments):
        from scrapy.utils.project import get_project_settings

        settings = get_project_settings()
        settings.set("RASID_DATA_DIR", str(tmp_path / "data"))
        settings.set("RASID_CONTACT", "")
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "doctor", *arguments], settings)
        told = capsys.readouterr()
        return ended.value.code, told.out, told.err

    return run


def test_text_for_people(doctor, tmp_path):
    code, output, _ = doctor("--receipt", "https://windows.example/news/1")
    assert code == 0
    assert output.splitlines()[1] == (
        "  refused: RASID_CONTACT is not set: only loopback hosts are asked"
    )
    assert "robots.txt      not read yet" in output
    assert not (tmp_path / "data").exists()


def test_json_for_programs(doctor):
    code, output, _ = doctor("--receipt", "http://127.0.0.1:8000/", "--json")
    assert code == 0
    told = json.loads(output)
    assert (told["allowed"], told["guard"], told["host"]) == (False, "loopback", "127.0.0.1:8000")


def test_a_receipt_takes_no_other_argument_and_a_known_site(doctor):
    assert doctor("aggregator", "--receipt", "http://127.0.0.1/")[0] == 64
    code, output, errors = doctor("--receipt", "windows")
    assert (code, output, "'windows' is no address" in errors) == (64, "", True)
    code, _, errors = doctor("--receipt", "http://127.0.0.1/", "--site", "nowhere")
    assert (code, "no site 'nowhere'" in errors) == (64, True)
