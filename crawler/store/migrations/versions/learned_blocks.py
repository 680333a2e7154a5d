"""The lines of recent pages, from which the noise of a site is learned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it fills with the next pages."""
    op.create_table(
        "blocks",
        sa.Column("site", sa.String(320), nullable=False),
        sa.Column("page_key", sa.String(64), nullable=False),
        sa.Column("hour", sa.String(13), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site", "page_key", name="pk_blocks"),
    )
