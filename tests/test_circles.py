"""No module of ours needs one that needs it, be it late or for its types alone."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

PACKAGES = ("crawler", "spiders", "pipelines")


def imports():
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_modules_can_be_read_one_after_the_other():
    order = list(TopologicalSorter(imports()).static_order())
    assert order.index("crawler.core.errors") < order.index("crawler.store.outbox")


def packages(found):
    """The same between the packages right in `crawler`, as wholes."""
    joined = {}
    for module, needed in found.items():
        names = {".".join(name.split(".")[:2]) for name in needed}
        here = ".".join(module.split(".")[:2])
        joined.setdefault(here, set()).update(names - {here})
    return joined


def test_packages_can_be_read_one_after_the_other():
    order = list(TopologicalSorter(packages(imports())).static_order())
    assert order.index("crawler.core") < order.index("crawler.store") < order.index("crawler.walk")
    assert order.index("crawler.walk") < order.index("crawler.commands")


def test_a_circle_would_be_seen():
    found = imports()
    found["crawler.store.joint_groups"].add("crawler.store.outbox")
    with pytest.raises(CycleError):
        TopologicalSorter(found).prepare()
    found = packages(imports())
    found["crawler.plans"].add("crawler.calls")
    with pytest.raises(CycleError):
        TopologicalSorter(found).prepare()
