"""The console script: with a verb the command line, without one the window.

The one place that names the window's module, by text, so that the rooms below `ui` never import it (docs/adr/0002).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import cast

_FILES = (".csplan", ".cspx", ".cspid")
"""What the window opens when the program is started with it: a plan, a partner's file, a partner's card."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or open the window; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and not _opens_window(arguments):
        from csa_tracker.cli.app import run

        return run(arguments, window=lambda: importlib.import_module("ui.app"))
    return cast("int", importlib.import_module("ui.app").main(arguments))


def _opens_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments only say which plan and profile the window should use, or name a file it opens."""
    rest = list(arguments)
    while rest and rest[0] in ("--plan", "--profile"):
        rest = rest[2:]
    return not rest or (len(rest) == 1 and rest[0].lower().endswith(_FILES))


if __name__ == "__main__":
    sys.exit(main())
