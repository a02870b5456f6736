"""Words as a spreadsheet cell can hold them."""

from __future__ import annotations

import re

from csa_tracker.exporting.cell_limit import fit_cell

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def cell_text(words: str) -> str:
    """Return words without the characters a workbook cannot hold; a text that is too long is cut visibly."""
    return fit_cell(_UNWANTED.sub("\ufffd", words.replace("\r\n", "\n")))
