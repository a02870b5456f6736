"""Contact sheets: many pictures small on one, each over its name, so that a whole look is seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.look.fonts import font

_ACROSS, _DOWN = 3, 4
_WIDTH, _HEIGHT, _CAPTION, _GAP = 640, 400, 24, 12
_GROUND, _INK = "#5C667D", "#FFFFFF"


def save_contact_sheets(pictures: Sequence[Path], folder: Path, name: str) -> list[Path]:
    """Save sheets `name-1.png`, `name-2.png` … of PNG files, twelve on each, in the order given; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for start in range(0, len(pictures), _ACROSS * _DOWN):
        made.append(folder / f"{name}-{len(made) + 1}.png")
        _sheet(pictures[start : start + _ACROSS * _DOWN]).save(str(made[-1]))
    return made


def _sheet(pictures: Sequence[Path]) -> QImage:
    rows = -(-len(pictures) // _ACROSS)
    across, down = _WIDTH + _GAP, _CAPTION + _HEIGHT + _GAP
    sheet = QImage(_GAP + _ACROSS * across, _GAP + rows * down, QImage.Format.Format_RGB32)
    sheet.fill(QColor(_GROUND))
    caption = font(10, 600)
    caption.setPixelSize(15)  # whatever the text size that the pictures were taken at
    painter = QPainter(sheet)
    painter.setFont(caption)
    painter.setPen(QColor(_INK))
    for place, path in enumerate(pictures):
        left, top = _GAP + place % _ACROSS * across, _GAP + place // _ACROSS * down
        painter.drawText(QRect(left, top, _WIDTH, _CAPTION), Qt.AlignmentFlag.AlignVCenter, path.stem)
        small = QImage(str(path)).scaled(
            _WIDTH, _HEIGHT, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(left, top + _CAPTION, small)
    painter.end()
    return sheet
