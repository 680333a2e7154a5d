"""A process that stores stories of the demo after a line on its input: FOLDER SITE FIRST LAST."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from crawler.store.database import database_url, open_database
from crawler.store.outbox import Outbox
from crawler.store.sketches import Sketches

sys.path.insert(0, str(Path(__file__).parent))
import told


def main(folder: Path, site: str, first: int, last: int) -> None:
    """Wait for a line, then store."""
    engine = open_database(database_url(folder, os.environ["RASID_DATABASE_URL"]))
    sketches = Sketches(engine, folder / "duplicates")
    outbox = Outbox(engine, group_max=5, sketches=sketches)
    print("ready", flush=True)
    sys.stdin.readline()
    for story in told.stories(first, last):
        outbox.add(told.article_of(story, site))
    outbox.flush()


if __name__ == "__main__":
    folder, site, first, last = sys.argv[1:]
    main(Path(folder), site, int(first), int(last))
