"""python -m tests.corpus FOLDER: writes every file of the corpus there, and truth.json."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.catalogue import write_corpus

if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tests.corpus FOLDER")
    sys.stdout.write(f"{len(write_corpus(Path(sys.argv[1])))} files and truth.json\n")
