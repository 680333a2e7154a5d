"""The newest articles of a site are found without a walk over the others'."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_articles_site_id", "articles", ["site", "id"])
