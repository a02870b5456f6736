"""The bytes and the content of published reports: local, as a file sent to partners needs only the fact."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    # Each of them packed: `content` is the paper as JSON. `row` is that of the published_report.
    "CREATE TABLE published_paper (row TEXT PRIMARY KEY, pdf BLOB NOT NULL, content BLOB NOT NULL)",
)


def upgrade() -> None:
    """Create the table."""
    for statement in STATEMENTS:
        op.execute(statement)
