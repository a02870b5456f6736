"""Log tables, derived tables and local tables of the first version."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    # The log. Derived columns: op.sup (1 when a known operation supersedes it).
    """CREATE TABLE txn (
        pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, replica TEXT NOT NULL, scope TEXT NOT NULL,
        seq INTEGER NOT NULL, prev BLOB, hlc INTEGER NOT NULL, member TEXT NOT NULL, group_id TEXT,
        extra TEXT NOT NULL, body BLOB NOT NULL)""",
    # Not unique: two transactions may claim one place in a stream (a copied file); both are kept.
    "CREATE INDEX txn_stream ON txn (replica, scope, seq)",
    # id = pk << 12 | index within the transaction, so operations need no second key.
    """CREATE TABLE op (
        id INTEGER PRIMARY KEY, entity TEXT NOT NULL, row TEXT NOT NULL, field TEXT NOT NULL, value TEXT, salt BLOB,
        hlc INTEGER NOT NULL, sup INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX op_head ON op (row, field) WHERE sup = 0",
    "CREATE INDEX op_history ON op (row, id)",
    """CREATE TABLE edge (
        dst INTEGER NOT NULL, src INTEGER NOT NULL, kind INTEGER NOT NULL,
        PRIMARY KEY (dst, src, kind)) WITHOUT ROWID""",
    "CREATE INDEX edge_by_source ON edge (src)",
    """CREATE TABLE pending_edge (
        dst_txn BLOB NOT NULL, dst_idx INTEGER NOT NULL, src INTEGER NOT NULL, kind INTEGER NOT NULL,
        PRIMARY KEY (dst_txn, dst_idx, src, kind)) WITHOUT ROWID""",
    # Derived from the log alone; rebuilt by check --rebuild.
    """CREATE TABLE cell (
        entity TEXT NOT NULL, row TEXT NOT NULL, field TEXT NOT NULL, winner_op INTEGER NOT NULL, value TEXT,
        n_values INTEGER NOT NULL, PRIMARY KEY (row, field, entity)) WITHOUT ROWID""",
    """CREATE TABLE rowstate (
        entity TEXT NOT NULL, row TEXT NOT NULL, scope TEXT NOT NULL, created_hlc INTEGER NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0, del_conflict INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (row, entity)) WITHOUT ROWID""",
    """CREATE TABLE attention (
        kind TEXT NOT NULL, entity TEXT NOT NULL, row TEXT NOT NULL, field TEXT NOT NULL, detail TEXT NOT NULL,
        PRIMARY KEY (row, entity, field, kind)) WITHOUT ROWID""",
    # Local: never exchanged, not part of any digest.
    "CREATE TABLE local_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE rating (
        action TEXT PRIMARY KEY, brag TEXT, why_code TEXT NOT NULL, next_change_on TEXT,
        last_update_on TEXT, severity INTEGER NOT NULL, due_on TEXT,
        key INTEGER NOT NULL, deleted INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX rating_by_brag ON rating (brag, action)",
    "CREATE INDEX rating_by_severity ON rating (deleted, severity, due_on, key)",
    "CREATE INDEX rating_by_update ON rating (deleted, last_update_on, key)",
    "CREATE INDEX rating_by_change ON rating (next_change_on)",
    # The door of the log: open only inside the merge's transaction (db/log/guard.py).
    "CREATE TABLE write_guard (open INTEGER NOT NULL)",
    "INSERT INTO write_guard VALUES (0)",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
