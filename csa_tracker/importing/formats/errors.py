"""What a cell shows whose formula failed, by the number that binary workbooks keep ([MS-XLS] 2.5.10)."""

from __future__ import annotations

ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
