"""Line icons in one colour, made from the bundled drawings and kept by name, colour, size and screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.look.worn import colour, px


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resources.read_text(f"icons/{name}.svg")


@lru_cache(maxsize=512)
def _render(name: str, shade: str, size: int, ratio: float) -> QPixmap:
    svg = _drawing(name).replace("currentColor", shade)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_pixmap(name: str, shade: str = "ink2", size: int = 18) -> QPixmap:
    """Return icon `name` in a token colour, `size` design pixels wide, sharp on the sharpest screen in use."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _render(name, colour(shade).name(), px(size), ratio)


def icon(name: str, shade: str = "ink2", size: int = 18) -> QIcon:
    """Return an icon for a button or menu, which fades with it when that is disabled."""
    made = QIcon(icon_pixmap(name, shade, size))
    made.addPixmap(icon_pixmap(name, "off", size), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """Return the program's own icon in every bundled size."""
    made = QIcon()
    for name in resources.list_names("icons"):
        if name.startswith("icons/app-") and name.endswith(".png"):
            pixmap = QPixmap()
            pixmap.loadFromData(resources.read_bytes(name))
            made.addPixmap(pixmap)
    return made
