"""Entry of the frozen program: what the console script `csa-tracker` does in an installed one."""

import multiprocessing
import sys

from csa_tracker.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the process that makes papers starts this program anew
    sys.exit(main())
