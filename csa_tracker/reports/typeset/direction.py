"""Right-to-left words inside left-to-right lines: put in the order the eye reads, while the file keeps their spelling.

Covers what a name or a quoted sentence needs, not the whole Unicode algorithm; Arabic letters are not joined.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_NUMBER_OR_CLUSTER = re.compile(r"\d+(?:[.,:/]\d+)*|.", re.DOTALL)


def reads_leftwards(text: str) -> bool:
    """Whether the text has letters that are read from right to left."""
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def visual_order(text: str) -> str:
    """Return text with each right-to-left stretch turned round; numbers in it keep their order."""
    marks = [unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text]
    stretches: list[list[int]] = []
    for index, leftwards in enumerate(marks):
        if not leftwards:
            continue
        between = text[stretches[-1][1] : index] if stretches else ""
        # Spaces, digits and stops between two such letters belong to one stretch; a Latin letter parts them.
        if stretches and not any(unicodedata.bidirectional(character) == "L" for character in between):
            stretches[-1][1] = index + 1
        else:
            stretches.append([index, index + 1])
    parts, done = [], 0
    for start, last in stretches:
        end = last + _marks_after(text, last)
        parts += [text[done:start], _turned(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _marks_after(text: str, start: int) -> int:
    """Count the combining marks that stand on the letter before `start`."""
    for is_mark, group in groupby(text[start:], key=lambda character: unicodedata.combining(character) > 0):
        return len(list(group)) if is_mark else 0
    return 0


def _turned(stretch: str) -> str:
    clusters: list[str] = []
    for part in _NUMBER_OR_CLUSTER.findall(stretch):
        if unicodedata.combining(part[0]) and clusters:
            clusters[-1] += part
        else:
            clusters.append(part)
    return "".join(cluster.translate(_MIRRORED) for cluster in reversed(clusters))
