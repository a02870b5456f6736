"""Labels and comments as other programs keep them: each label goes where it belongs, each comment gets its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from csa_tracker.importing.evidence import known_names
from csa_tracker.importing.exports import Export
from csa_tracker.importing.lines import Line
from csa_tracker.importing.sheets import cell_text
from csa_tracker.rules.words import spelling

_COLOUR = re.compile(r" \((?:[a-z]+[ _-]?)+\)$")
_KINDS = {"key_issue": "key_issue", "theme": "themes", "area": "areas"}


def spread_labels(lines: Sequence[Line], export: Export | None) -> None:
    """Join further columns of labels to the first; those of a known program are told apart by what they name.

    Its comments become updates dated by their own words.
    """
    conventions = export.conventions if export is not None else {}
    for line in lines:
        if "comments" in conventions:
            line.more = [("comment" if name == "update" else name, heading, cell) for name, heading, cell in line.more]
        if "labels" in conventions:
            _spread(line, is_coloured=conventions["labels"] == "name (colour)")
        elif any(name == "themes" for name, _, _ in line.more):
            line.cells["themes"] = ";".join(_labels(line, is_coloured=False))
            line.more = [one for one in line.more if one[0] != "themes"]


def _spread(line: Line, *, is_coloured: bool) -> None:
    if is_coloured and line.has("key_issue"):
        line.cells["key_issue"] = _COLOUR.sub("", cell_text(line.cells["key_issue"]))
    names = _labels(line, is_coloured=is_coloured)
    if not names:
        return
    line.more = [one for one in line.more if one[0] != "themes"]
    found: dict[str, list[str]] = {"key_issue": [], "themes": [], "areas": []}
    for name in names:
        kind = next((kind for kind in _KINDS if spelling(name) in known_names(kind)), "theme")
        found[_KINDS[kind]].append(name)
    line.cells["themes"] = ";".join(found["themes"]) or None
    if found["areas"]:
        line.cells["areas"] = ";".join(filter(None, [cell_text(line.cells.get("areas")), *found["areas"]]))
    for name in found["key_issue"]:
        if not line.has("key_issue"):
            line.cells["key_issue"] = name
        else:
            line.more.append(("key_issue", "Labels", name))


def _labels(line: Line, *, is_coloured: bool) -> list[str]:
    cells = [line.cells.get("themes"), *(cell for name, _, cell in line.more if name == "themes")]
    names = []
    for text in map(cell_text, cells):
        whole = any(spelling(text) in known_names(kind) for kind in _KINDS)
        parts = [text] if whole else re.split(r"[;,\n]", text)
        names += [" ".join(part.split()) for part in parts if part.strip()]
    return [_COLOUR.sub("", name) for name in names] if is_coloured else names
