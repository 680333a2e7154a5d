"""The first tables, and the name of the store."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.String(27)


def upgrade() -> None:
    """Make everything."""
    _state()
    _batches()
    _articles()
    _visits()
    _runs()


def _state() -> None:
    made = op.create_table(
        "state",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_state"),
    )
    op.bulk_insert(
        made,
        [
            {"key": "epoch", "value": secrets.token_hex(6)},
            {"key": "seq_highest", "value": "0"},
        ],
    )


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("file", sa.String(80), nullable=False),
        sa.Column("epoch", sa.String(12), nullable=False),
        sa.Column("first", BIG, nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("file", name="uq_batches_file"),
        sqlite_autoincrement=True,
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("identifier", sa.String(64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site", sa.String(320), nullable=False),
        sa.Column("content_key", sa.String(64), nullable=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("duplicate_of", sa.String(64), nullable=True),
        sa.Column("relation", sa.String(32), nullable=True),
        sa.Column("batch", BIG, nullable=True),
        sa.Column("seq", BIG, nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("identifier", name="uq_articles_identifier"),
        sa.UniqueConstraint("batch", "seq", name="uq_articles_batch_seq"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_articles_batch"),
        sqlite_autoincrement=True,
    )
    _partial_index("ix_articles_content_key", "content_key", "duplicate_of IS NULL")
    _partial_index("ix_articles_waiting", "id", "duplicate_of IS NULL AND batch IS NULL")


def _partial_index(name: str, column: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name, "articles", [column], sqlite_where=condition, postgresql_where=condition
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("identifier", sa.String(64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site", sa.String(320), nullable=False),
        sa.Column("outcome", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_try", TIME, nullable=False),
        sa.Column("next_try", TIME, nullable=False),
        sa.PrimaryKeyConstraint("identifier", name="pk_visits"),
    )
    op.create_index("ix_visits_site_next_try", "visits", ["site", "next_try"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("site", sa.String(320), nullable=False),
        sa.Column("argv", sa.JSON(), nullable=False),
        sa.Column("started", TIME, nullable=False),
        sa.Column("ended", TIME, nullable=True),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("settings_hash", sa.String(64), nullable=False),
        sa.Column("exit_code", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_site_started", "runs", ["site", "started"])
    op.create_index("ix_runs_started", "runs", ["started"])
