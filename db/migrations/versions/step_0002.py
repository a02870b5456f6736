"""Local tables of the exchange: who is trusted, what each has, which files came and went. None of it is exchanged."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    # Whom this plan knows; `scopes` is 'all' or a JSON array, `last_heads` what was accepted when it was revoked.
    """CREATE TABLE member (
        member TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, organisation TEXT NOT NULL,
        partnership TEXT NOT NULL, signing BLOB NOT NULL, age TEXT NOT NULL, card BLOB NOT NULL, scopes TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('trusted','introduced','revoked')), introduced_by TEXT,
        added_at TEXT NOT NULL, revoked_at TEXT, last_heads TEXT) WITHOUT ROWID""",
    # What an author signed: "this stream of mine ends here". Several of a stream are kept: a forked one has two ends.
    """CREATE TABLE head_signature (
        replica TEXT NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, id BLOB NOT NULL, member TEXT NOT NULL,
        signature BLOB NOT NULL, PRIMARY KEY (replica, scope, seq, id)) WITHOUT ROWID""",
    # What a partner last said it has: the base of the next file to it.
    """CREATE TABLE peer_stream (
        member TEXT NOT NULL, replica TEXT NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL,
        PRIMARY KEY (member, replica, scope)) WITHOUT ROWID""",
    # Files that came and went; `receipt` is the report of what a file did, as JSON.
    """CREATE TABLE bundle (
        id TEXT NOT NULL, direction TEXT NOT NULL CHECK (direction IN ('in','out')), peer TEXT NOT NULL,
        at TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, transactions INTEGER NOT NULL,
        operations INTEGER NOT NULL, result TEXT NOT NULL, receipt TEXT, PRIMARY KEY (id, direction, peer))
        WITHOUT ROWID""",
    "CREATE INDEX bundle_by_peer ON bundle (peer, direction, at)",
    # When a transaction of another office came here: what this office knew on a day.
    "CREATE TABLE arrival (txn INTEGER PRIMARY KEY, bundle TEXT NOT NULL, at TEXT NOT NULL)",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
