"""What was found in a file, in lines of words."""

from __future__ import annotations

from collections.abc import Iterator

from csa_tracker.importing.headings import find_heading
from csa_tracker.importing.preview import ImportPreview
from ui.shown import plural

Line = tuple[str, str, str]
"""Icon, ink and words."""


def found_lines(preview: ImportPreview) -> list[Line]:
    """Return what each sheet is taken for and how many rows were read."""
    return list(_lines(preview))


def _lines(preview: ImportPreview) -> Iterator[Line]:
    for sheet in preview.source.sheets:
        heading = find_heading(sheet.rows)
        if heading is None:
            yield "info", "ink2", f"{sheet.name}: left alone, because it has no row of headings."
            continue
        rows = max(0, len(sheet.rows) - heading.row)
        yield (
            "check",
            "good",
            f"{sheet.name}: {heading.role}, headings in row {heading.row}, {plural(rows, 'row')} below.",
        )
    counts = preview.counts
    read = [plural(len(preview.rows), "row")]
    read += [plural(counts["milestones"], "milestone")] if counts["milestones"] else []
    read += [plural(counts["updates"], "update")] if counts["updates"] else []
    yield "sheet", "ink2", f"Read: {', '.join(read)}."
