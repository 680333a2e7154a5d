"""The files that Prometheus reads: samples as text, and a name for each site's file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from crawler.core.watch.metrics import METRICS, Sample
from crawler.store.durable import make_folder, write_durably

FOLDER = "metrics"  # in the data folder
NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9@._-]")
NAME_CHARS_MAX = 100


def write_samples(path: Path, samples: Iterable[tuple[str, Sample]]) -> None:
    """Replace a file by the samples of sites; a reader sees the old file or the new one.

    Raises MachineError; then the old file is there.
    """
    make_folder(path.parent)
    write_durably(path, text_of(samples))


def file_name(site: str) -> str:
    """The name of a site's file; a digest tells apart what had to be rewritten."""
    plain = NOT_IN_NAMES.sub("_", site)[:NAME_CHARS_MAX].lstrip(".")
    if plain == site:
        return f"{site}.prom"
    return f"{plain}-{hashlib.sha256(site.encode()).hexdigest()[:8]}.prom"


def text_of(samples: Iterable[tuple[str, Sample]]) -> bytes:
    """Sites and their samples in the text format of Prometheus, label `spider` on each."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    gauges: dict[str, Gauge] = {}
    for site, sample in samples:
        help_text, label = METRICS[sample.name]
        if sample.name not in gauges:
            labels = ("spider", label) if label else ("spider",)
            gauges[sample.name] = Gauge(sample.name, help_text, labels, registry=registry)
        values = (site, sample.label) if label else (site,)
        gauges[sample.name].labels(*values).set(sample.value)
    return generate_latest(registry)
