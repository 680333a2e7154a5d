"""A process that stores and publishes the articles of a range as three sites: FOLDER FIRST LAST."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from crawler.store.database import database_url, open_database
from crawler.store.feed import Feed
from crawler.store.joint_groups import JointGroups
from crawler.store.outbox import Outbox


def main(folder: Path, first: int, last: int) -> None:
    """Tell each publication on standard output."""
    spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("conftest.py"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    engine = open_database(database_url(folder, os.environ["RASID_DATABASE_URL"]))
    joint = JointGroups()
    boxes = [Outbox(engine, group_max=7, joint=joint) for _ in range(3)]
    feed = Feed(engine, folder / "feed", part_articles_max=20)
    feed.start()
    for number in range(first, last):
        if boxes[number % 3].add(made.make_article(number)):
            print("stored", flush=True)
            feed.publish(everything=number % 3 == 0)
    for box in boxes:
        box.close()
    feed.publish()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
