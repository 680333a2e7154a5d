"""What all processes know of a host: its turns, its back-off, its robots.txt."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it fills with the next requests."""
    op.create_table(
        "hosts",
        sa.Column("host", sa.String(300), nullable=False),
        sa.Column("next_at", sa.String(27)),
        sa.Column("delay_s", sa.Float()),
        sa.Column("backoff_until", sa.String(27)),
        sa.Column("backoff_reason", sa.String(64)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("robots_body", sa.LargeBinary()),
        sa.Column("robots_fetched", sa.String(27)),
        sa.Column("tdm_body", sa.LargeBinary()),
        sa.Column("tdm_fetched", sa.String(27)),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )
