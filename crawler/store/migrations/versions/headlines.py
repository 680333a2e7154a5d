"""The index of the words of headlines; it is filled with the articles that are there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from crawler.store.migrations.new_store import CREATE
from crawler.store.search import add_headlines

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
BATCH = 2_000  # lines held at once, about 8 MB


def upgrade() -> None:
    """Make the index and fill it, oldest first; 1 M articles take about 40 s."""
    connection = op.get_bind()
    for statement in CREATE[connection.dialect.name]:
        op.execute(statement)
    articles = sa.table("articles", sa.column("id"), sa.column("line"))
    last = 0
    while True:
        query = sa.select(articles.c.id, articles.c.line).where(articles.c.id > last)
        rows = connection.execute(query.order_by(articles.c.id).limit(BATCH)).all()
        if not rows:
            return
        add_headlines(connection, rows)
        last = rows[-1].id
