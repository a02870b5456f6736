"""Entry of the frozen program: what the console script `csa-tracker` does in an installed one."""

import sys

from csa_tracker.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
