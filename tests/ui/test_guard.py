"""Guards against faults of what we stand on: the binding's reference counts, and missing type."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.look.fonts import FAMILY, font


@pytest.mark.usefixtures("dressed")
def test_setting_text_does_not_use_up_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 50


@pytest.mark.usefixtures("looks")
def test_the_bundled_type_is_what_is_drawn(dressed: QApplication) -> None:
    for weight in (400, 500, 600, 700):
        assert QFontInfo(font(10, weight)).family() == FAMILY
    assert QFontInfo(dressed.font()).family() == FAMILY
