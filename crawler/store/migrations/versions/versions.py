"""What servers say of their pages, later versions of articles, and looks at them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.String(27)
SITE = sa.String(320)
KEY = sa.String(64)


def upgrade() -> None:
    """Make the tables; they fill with the next runs."""
    _versions()
    _revisits()
    _validators()
    op.create_index("ix_articles_site_first_seen", "articles", ["site", "first_seen"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("site", SITE, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.Column("batch", NUMBER),
        sa.Column("seq", NUMBER),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_versions_batch"),
        sa.UniqueConstraint("identifier", "version", name="uq_versions_identifier_version"),
        sa.UniqueConstraint("batch", "seq", name="uq_versions_batch_seq"),
        sqlite_autoincrement=True,
    )
    unsealed = sa.text("batch IS NULL")
    op.create_index(
        "ix_versions_waiting", "versions", ["id"], sqlite_where=unsealed, postgresql_where=unsealed
    )


def _revisits() -> None:
    op.create_table(
        "revisits",
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("site", SITE, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("last", TIME, nullable=False),
        sa.Column("gone_run", KEY),
        sa.PrimaryKeyConstraint("identifier", name="pk_revisits"),
    )


def _validators() -> None:
    op.create_table(
        "validators",
        sa.Column("key", KEY, nullable=False),
        sa.Column("site", SITE, nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("made_by", sa.String(128), nullable=False),
        sa.Column("body", KEY, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("read_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("gap_s", sa.Float()),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("doubted_until", TIME),
        sa.Column("memory", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_validators"),
    )
    op.create_index("ix_validators_site_read_at", "validators", ["site", "read_at"])
