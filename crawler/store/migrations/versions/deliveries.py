"""To which of several addresses a message has gone: each gets it once, whatever the others do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; a row is made when a message leaves."""
    op.create_table(
        "deliveries",
        sa.Column("notice", NUMBER, nullable=False),
        sa.Column("target", sa.String(16), nullable=False),
        sa.Column("tried", sa.String(27), nullable=True),
        sa.Column("sent", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_deliveries_notice"),
        sa.PrimaryKeyConstraint("notice", "target", name="pk_deliveries"),
    )
