"""What was learned of a site's script-built pages: drawn, read from their data, or static."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it fills with the next pages that a script builds."""
    op.create_table(
        "renderings",
        sa.Column("site", sa.String(320), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("scope", sa.String(300), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("recipe", sa.JSON(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("checked", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("site", "kind", "scope", name="pk_renderings"),
    )
