"""The image, as Docker reads it; there is none here to build it."""

from __future__ import annotations

import re
import subprocess

import yaml

from tests.deploy.shipped import DEPLOY, ROOT


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, continued lines joined."""
    text = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"\\\n\s*", "", text)
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]  # type: ignore[misc] # two parts


def copied() -> list[str]:
    """What is copied from the checkout."""
    found = []
    for word, rest in instructions():
        if word == "COPY" and "--from" not in rest:
            found += rest.split()[:-1]
    return found


def test_what_the_image_copies_is_there_and_let_through():
    names = copied()
    assert {"crawler", "pipelines", "spiders", "scrapy.cfg", "requirements.lock"} <= set(names)
    assert [name for name in names if not (ROOT / name).exists()] == []
    ignored = (DEPLOY / "docker" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    let_through = re.findall(r"^!(\S+)$", ignored, re.MULTILINE)
    assert "\n*\n" in ignored
    assert ignored.index("**/.env") > ignored.index("!crawler")  # the last line that fits decides
    assert set(let_through) == set(names)


def test_the_image_is_pinned_by_what_is_given_and_runs_as_nobody():
    words = [word for word, _ in instructions()]
    assert words[:2] == ["ARG", "FROM"]
    assert [rest for word, rest in instructions() if word == "FROM"] == [
        "${PYTHON} AS build",
        "${PYTHON}",
    ]
    users = [rest for word, rest in instructions() if word == "USER"]
    assert users == ["10001:10001"]
    assert words.index("USER") > max(place for place, word in enumerate(words) if word == "RUN")
    installed = next(rest for word, rest in instructions() if "pip install" in rest)
    assert "--require-hashes" in installed
    assert "--no-deps" in installed  # the lock is whole
    assert "--only-binary :all:" in installed


def test_the_image_knows_the_instructions_of_docker_only():
    known = {"ARG", "FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "STOPSIGNAL",
             "ENTRYPOINT", "CMD"}  # fmt: skip
    assert {word for word, _ in instructions()} <= known
    for word, rest in instructions():
        if word == "RUN":
            checked = subprocess.run(["sh", "-n", "-c", rest], capture_output=True, check=False)
            assert checked.returncode == 0, checked.stderr
        if word in ("ENTRYPOINT", "CMD", "VOLUME"):
            assert isinstance(yaml.safe_load(rest), list)


def test_a_broken_step_of_the_image_would_be_seen():
    checked = subprocess.run(["sh", "-n", "-c", "a && ("], capture_output=True, check=False)
    assert checked.returncode != 0
