"""A process that finds a site in a state and publishes what is new: FOLDER ARTICLES STATE."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from crawler.core.article import Article
from crawler.store.database import database_url, open_database
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.versions import Versions

PUBLISH_EVERY = 5


def main(folder: Path, articles: int, state: int) -> None:
    """State 0 stores the articles; in each later one all of them say something else."""
    spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("conftest.py"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    engine = open_database(database_url(folder, os.environ["RASID_DATABASE_URL"]))
    feed = Feed(engine, folder / "feed", part_articles_max=7)
    feed.start()
    outbox, versions = Outbox(engine), Versions(engine)
    for number in range(articles):
        first = made.make_article(number)
        if not state:
            outbox.add(first)
            continue
        found = Article.model_validate_json(first.line)
        found.articleBody += f"\n\nوقال مدير الميناء إن التفريغ بلغ يومه رقم {state}."
        found.version, found.metadata.dateDownloaded = 2, made.NOW.isoformat()
        versions.offer(found, site="windows", run_id=f"run-{state}", now=made.NOW)
        print("stored", flush=True)
        if number % PUBLISH_EVERY == 0:
            feed.publish(everything=number % 2 == 0)
    outbox.flush()
    feed.publish()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
