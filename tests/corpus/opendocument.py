"""Writes an OpenDocument spreadsheet by hand, the same bytes each time, with what LibreOffice puts into one."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def write_ods(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write a sheet "Plan": a merged title, a blank row, the rows, and blanks down to the last row there is."""
    width = max(map(len, rows))
    title = (
        f'<table:table-row><table:table-cell table:number-columns-spanned="{width}" office:value-type="string">'
        "<text:p>CSP plan</text:p></table:table-cell>"
        f'<table:covered-table-cell table:number-columns-repeated="{width - 1}"/>'
        "</table:table-row>"
    )
    blank = '<table:table-row{}><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    body = "".join("<table:table-row>" + "".join(map(_cell, row)) + "</table:table-row>" for row in rows)
    last = blank.format(f' table:number-rows-repeated="{1048576 - 2 - len(rows)}"')
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Plan">{title}{blank.format("")}{body}{last}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(zipfile.ZipInfo("mimetype"), KIND)
        book.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), MANIFEST)
        book.writestr(zipfile.ZipInfo("content.xml"), content, zipfile.ZIP_DEFLATED)


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        shown = value.strftime("%d/%m/%y")
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
