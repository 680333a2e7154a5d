"""Sums of runs by site and hour; the runs that are there are added up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from crawler.store.hours import added, row_of
from crawler.store.schema import UtcTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
SUMS = (
    "runs", "good", "links", "known", "fetched", "extracted", "valid", "new", "published",
    "duplicates", "dropped", "failed", "blocked", "requests", "refused",
)  # fmt: skip
RUNS = sa.table(
    "runs",
    sa.column("site"),
    sa.column("started", UtcTime),
    sa.column("ended", UtcTime),
    sa.column("exit_code"),
    sa.column("figures", sa.JSON),
)


def upgrade() -> None:
    """Make the table and fill it; 65,000 runs take about 5 s."""
    made = op.create_table(
        "hours",
        sa.Column("site", sa.String(320), nullable=False),
        sa.Column("hour", sa.String(13), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in SUMS),
        sa.Column("busy_s", sa.Float(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("site", "hour", name="pk_hours"),
    )
    connection = op.get_bind()
    query = sa.select(RUNS).where(RUNS.c.ended.is_not(None)).order_by(RUNS.c.site, RUNS.c.started)
    kept: dict[tuple[str, str], dict[str, object]] = {}
    for run in connection.execute(query).mappings():
        row = row_of(run)
        key = (row["site"], row["hour"])
        kept[key] = added(kept[key], row) if key in kept else row
    if kept:
        connection.execute(made.insert(), list(kept.values()))
