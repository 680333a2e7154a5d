"""Verdicts of runs, incidents with their notices, mutes, and runs whose articles are held back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.String(27)
SITE = sa.String(320)
RUN = sa.String(64)


def upgrade() -> None:
    """Make the tables; runs of before have no verdict."""
    op.add_column("runs", sa.Column("verdict", sa.String(16)))
    op.add_column("runs", sa.Column("findings", sa.JSON()))
    _incidents()
    _notices()
    _mutes()
    _quarantine()
    discarded = sa.text("relation = 'discarded'")
    op.create_index(
        "ix_articles_discarded",
        "articles",
        ["id"],
        sqlite_where=discarded,
        postgresql_where=discarded,
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("site", SITE, nullable=False),
        sa.Column("cause", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("opened", TIME, nullable=False),
        sa.Column("opened_run", RUN, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.Column("last_run", RUN, nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("closed", TIME),
        sa.Column("closed_run", RUN),
        sa.Column("url_bad", sa.Text()),
        sa.Column("url_good", sa.Text()),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("closed IS NULL")
    op.create_index(
        "ix_incidents_open",
        "incidents",
        ["site", "cause"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_incidents_site_opened", "incidents", ["site", "opened"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.Column("tried", TIME),
        sa.Column("sent", TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_notices_incident"),
        sa.UniqueConstraint("incident", "kind", name="uq_notices_incident_kind"),
        sqlite_autoincrement=True,
    )
    unsent = sa.text("sent IS NULL")
    op.create_index(
        "ix_notices_unsent", "notices", ["id"], sqlite_where=unsent, postgresql_where=unsent
    )


def _mutes() -> None:
    op.create_table(
        "mutes",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("site", SITE, nullable=False),
        sa.Column("cause", sa.String(32)),
        sa.Column("until", TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mutes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mutes_until", "mutes", ["until"])


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("run", RUN, nullable=False),
        sa.Column("site", SITE, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made", TIME, nullable=False),
        sa.Column("decided", TIME),
        sa.PrimaryKeyConstraint("run", name="pk_quarantine"),
    )
    op.create_index("ix_quarantine_site_state", "quarantine", ["site", "state"])
