"""Seal resources/reference/ into a new opening transaction file and print its id (once per correction, never twice)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from reference_rows import reference_rows  # noqa: E402 (the script's own folder comes first on the path)

from db.log.opening import make_opening, opening_bytes  # noqa: E402


def main(name: str) -> None:
    """Write resources/opening/NAME; refuse to replace an opening that plans may already hold."""
    target = ROOT / "resources" / "opening" / name
    if target.exists():
        raise SystemExit(f"{name} is frozen: write the next number instead")
    transaction = make_opening(reference_rows())
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(opening_bytes(transaction))
    print(f'"{name}": "{transaction.id.hex()}"  ({len(transaction.operations)} operations)')


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "0001.json")
