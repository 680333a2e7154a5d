"""A process that stores and publishes the articles of a range: FOLDER FIRST LAST."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from crawler.store.database import database_url, open_database
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox


def main(folder: Path, first: int, last: int) -> None:
    """Tell each publication on standard output."""
    spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("conftest.py"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    engine = open_database(database_url(folder, os.environ["RASID_DATABASE_URL"]))
    outbox = Outbox(engine, group_max=7)
    feed = Feed(engine, folder / "feed", part_articles_max=20)
    feed.start()
    for number in range(first, last):
        if outbox.add(made.make_article(number)):
            print("stored", flush=True)
            feed.publish(everything=number % 3 == 0)
    outbox.flush()
    feed.publish()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
