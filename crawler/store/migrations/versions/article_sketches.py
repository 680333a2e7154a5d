"""What is kept of each article to find its copies; articles from before are found word for word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; it fills with the next articles."""
    op.create_table(
        "sketches",
        sa.Column("id", NUMBER, nullable=False, autoincrement=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("head", NUMBER, nullable=False),
        sa.Column("searched", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("matched", NUMBER),
        sa.Column("relation", sa.String(16)),
        sa.Column("similarity", sa.Float()),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sketches"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_sketches_article"),
        sa.UniqueConstraint("article", name="uq_sketches_article"),
    )
    matched = sa.text("matched IS NOT NULL")
    op.create_index(
        "ix_sketches_matched",
        "sketches",
        ["matched"],
        sqlite_where=matched,
        postgresql_where=matched,
    )
