"""Whose articles count for a site: its own, at whatever address, and no other site's."""

from __future__ import annotations

from crawler.store.groups import Groups
from crawler.store.outbox import Outbox


def test_a_site_whose_name_begins_as_another_s_is_another(engine, article):
    box = Outbox(engine)
    for number, site in enumerate(("windows", "windows@127.0.0.1:80", "windows2", "my_windows")):
        box.add(article(number, site=site))
    box.flush()
    groups = Groups(engine)
    assert [groups.site(name).articles for name in ("windows", "windows2")] == [2, 1]
    assert groups.site("window") is None
