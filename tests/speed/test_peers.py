"""The pins of `make peers`: each package for every Python that Rasid runs in."""

from __future__ import annotations

from pathlib import Path

from packaging.requirements import Requirement

PINS = Path(__file__).with_name("peers.txt")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NEWER_ONLY = {"araclean"}  # there is none for 3.11


def test_each_python_gets_each_peer_once():
    lines = (line.partition("#")[0].strip() for line in PINS.read_text("utf-8").splitlines())
    pins = [Requirement(line) for line in lines if line]
    names = {pin.name for pin in pins}
    for python in PYTHONS:
        got = [
            pin.name
            for pin in pins
            if pin.marker is None or pin.marker.evaluate({"python_version": python})
        ]
        assert len(got) == len(set(got))
        assert names - set(got) <= (NEWER_ONLY if python == "3.11" else set())
