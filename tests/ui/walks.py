"""What is looked at in every place of the window: names, sizes, words that are cut, contrast, the way of Tab.

Each look returns what is wrong, in words; an empty list when nothing is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.kit.growing_text import GrowingText
from ui.kit.text import DataLabel
from ui.shell.window import MainWindow

LEAST_TARGET = 24
_MOST_STEPS = 150
_GIVES_WAY = ("saved",)
"""Names of labels that give way on purpose; what they say stands elsewhere as well."""
_RING = 5
"""Pixels around a control in which its focus may be drawn."""

Pixels = NDArray[np.uint8]
Lights = NDArray[np.float64]
_PARTS = np.arange(256) / 255
_LINEAR = np.where(_PARTS <= 0.04045, _PARTS / 12.92, ((_PARTS + 0.055) / 1.055) ** 2.4)


def told(part: QWidget) -> str:
    """A widget as a person who mends it finds it."""
    words = part.text() if isinstance(part, (QLabel, QAbstractButton)) else part.objectName()
    home = part.parentWidget()
    return f"{type(part).__name__} {(words or part.accessibleName())[:40]!r} in {type(home).__name__}"


def seen(root: QWidget) -> list[QWidget]:
    """The widgets of a window or popup that can be reached now: those of the sheet or palette where one is open."""
    front: QWidget = root
    if isinstance(root, MainWindow):
        if root.overlay is not None:
            front = root.overlay.sheet
        elif root.finder is not None:
            front = root.finder
    return [part for part in front.findChildren(QWidget) if part.isVisible() and part.window() is root.window()]


def nameless(root: QWidget) -> list[str]:
    """What takes the keyboard without saying what it is; a list of choices needs a label of its own."""
    found = []
    for part in seen(root):
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or part.focusProxy() is not None:
            continue
        if part.objectName().startswith("qt_"):
            continue
        name = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        named = _labelled(part) if isinstance(part, QComboBox) else name.strip() or _labelled(part)
        if not named:
            found.append(f"no name: {told(part)}")
    return found


def _labelled(part: QWidget) -> bool:
    """Whether assistive technology finds a label in words: the buddy of a QLabel."""
    related = QAccessible.queryAccessibleInterface(part).relations(QAccessible.RelationFlag.Label)
    return any(one.text(QAccessible.Text.Name).strip() for one, _ in related)


def clipped(root: QWidget) -> list[str]:
    """Our own words that stand cut off; what people typed ends in an ellipsis and is whole elsewhere."""
    found = []
    for part in seen(root):
        if not isinstance(part, (QLabel, QAbstractButton)) or part.objectName() in _GIVES_WAY:
            continue
        if isinstance(part, QLabel) and not part.text():
            continue
        whole = isinstance(part, DataLabel) or (isinstance(part, QLabel) and part.wordWrap())
        short = part.height() < part.fontMetrics().height() - 1
        narrow = not whole and part.width() + 1 < part.minimumSizeHint().width()
        over = part.parentWidget()
        outside = over is not None and part.x() + part.width() > over.width() + 1 and not isinstance(over, QTabBar)
        if short or narrow or outside:
            found.append(f"cut: {told(part)} {part.geometry()} wants {part.minimumSizeHint()}")
    for text in (part for part in seen(root) if isinstance(part, GrowingText)):
        off = text.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if off and text.verticalScrollBar().maximum():
            found.append(f"cut: the last line of {told(text)}")
    return found


def too_small(root: QWidget) -> list[str]:
    """What is pressed or typed into and is smaller than a fingertip may hit; of a list its lowest row."""
    found = []
    for part in seen(root):
        if isinstance(part, (QAbstractButton, QComboBox, QLineEdit)):
            size = (part.width(), part.height())
        elif isinstance(part, QListView):
            size = (part.width(), min(map(part.sizeHintForRow, range(part.model().rowCount())), default=LEAST_TARGET))
        elif isinstance(part, QTableView):
            size = (part.width(), min(map(part.rowHeight, range(part.model().rowCount())), default=LEAST_TARGET))
        elif isinstance(part, QTabBar):
            boxes = [part.tabRect(tab) for tab in range(part.count())]
            size = (min(box.width() for box in boxes), min(box.height() for box in boxes))
        else:
            continue
        if min(size) < LEAST_TARGET:
            found.append(f"small: {told(part)} {size}")
    return found


def pixels(picture: QImage) -> Pixels:
    """A picture as height x width x red, green, blue, 0 to 255."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(plain.constBits(), dtype=np.uint8)
    rows = flat.reshape(plain.height(), plain.bytesPerLine())[:, : plain.width() * 3]
    return rows.reshape(plain.height(), plain.width(), 3).copy()  # the picture goes with this call


def luminances(shown: Pixels) -> Lights:
    """The relative luminance of each pixel, as ui/look/contrast.py has it for one colour."""
    linear = _LINEAR[shown]
    lights: Lights = 0.2126 * linear[:, :, 0] + 0.7152 * linear[:, :, 1] + 0.0722 * linear[:, :, 2]
    return lights


def hard_to_read(root: QWidget) -> list[str]:
    """Words whose darkest (or lightest) stroke stands less than 4.5 to 1 from the ground they are painted on."""
    light = luminances(pixels(root.grab().toImage()))
    found = []
    for part in seen(root):
        if not isinstance(part, (QLabel, QAbstractButton)) or not part.text().strip() or not part.isEnabled():
            continue
        box = visible_box(part, root)
        if box.isEmpty() or box.height() < part.height():
            continue  # scrolled away, in part or whole
        cut = light[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
        values, counts = np.unique(cut.round(4), return_counts=True)
        ground = float(values[counts.argmax()])
        best = max(_ratio(ground, float(cut.min())), _ratio(ground, float(cut.max())))
        if best < 4.5:
            found.append(f"contrast {best:.1f}: {told(part)}")
    return found


def visible_box(part: QWidget, root: QWidget) -> QRect:
    """What is not scrolled away of a widget, in the coordinates of the window."""
    box = QRect(part.mapTo(root, QPoint(0, 0)), part.size())
    over = part.parentWidget()
    while over is not None and over is not root:
        box = box.intersected(QRect(over.mapTo(root, QPoint(0, 0)), over.size()))
        over = over.parentWidget()
    return box.intersected(root.rect())


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def without_visible_focus(root: QWidget) -> list[str]:
    """Whether the widget with the keyboard shows it by pixels that differ at least 3 to 1 from those without it."""
    part = QApplication.focusWidget()
    if part is None:
        return ["nothing has the keyboard"]
    box = visible_box(part, root)
    if box.isEmpty():
        return [f"out of sight: {told(part)}"]
    around = box.adjusted(-_RING, -_RING, _RING, _RING).intersected(root.rect())
    held = luminances(pixels(root.grab(around).toImage()))
    part.clearFocus()
    left = luminances(pixels(root.grab(around).toImage()))
    part.setFocus(Qt.FocusReason.TabFocusReason)
    apart = (np.maximum(held, left) + 0.05) / (np.minimum(held, left) + 0.05)
    changed = int((apart >= 3).sum())
    # A line 1 px thick along the longer side of a field is the least that shows.
    return [] if changed >= min(part.width(), 60) else [f"focus unseen ({changed} px): {told(part)}"]


def the_way_of_tab(root: QWidget, *, focus: bool) -> list[str]:
    """Whether Tab comes round to where it began, Shift+Tab goes the same way back, and each stop shows itself."""
    start = QApplication.focusWidget()
    if start is None:
        return ["nothing has the keyboard"]
    there, found = _walk(root, start, Qt.Key.Key_Tab, focus=focus)
    back, _ = _walk(root, start, Qt.Key.Key_Backtab, focus=False)
    if there and back and [*there[::-1][1:], start] != back:
        found.append("Shift+Tab goes another way than Tab")
    if not there or not back:
        found.append(f"Tab does not come back to {told(start)}")
    reached = set(there)
    front = seen(root)
    found += [
        f"never reached: {told(part)}"
        for part in front
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.focusProxy() is None
        and not part.objectName().startswith("qt_") and part not in reached
    ]  # fmt: skip
    return found


def _walk(root: QWidget, start: QWidget, key: Qt.Key, *, focus: bool) -> tuple[list[QWidget], list[str]]:
    met: list[QWidget] = []
    found: list[str] = []
    while len(met) < _MOST_STEPS:
        at = QApplication.focusWidget()
        if at is None:
            return [], [*found, "the keyboard got lost"]
        QTest.keyClick(at, key)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if now is None or not (root is now or root.isAncestorOf(now)):
            return [], [*found, f"Tab leaves the window from {told(at)}"]
        if focus and now not in met:
            found += without_visible_focus(root)
        met.append(now)
        if now is start:
            return met, found
    return [], found
