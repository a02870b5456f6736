"""Child of the start-up figure: opens a plan in the window, waits for the list's first paint, ends."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from ui.app import application, open_window
from ui.ask import ScriptedAsk
from ui.shell.doors import open_file


class FirstPaint(QObject):
    """Ends the application after the first paint of what it watches, once rows are there."""

    def __init__(self, table: QTableView, app: QApplication) -> None:
        super().__init__(table)
        self._table = table
        self._app = app
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the paint happen, then end."""
        if event.type() == QEvent.Type.Paint and self._table.model().rowCount() > 0:
            QTimer.singleShot(0, self._app.quit)
        return super().eventFilter(watched, event)


def main(plan: Path) -> int:
    """Open, paint, end; 1 when the plan did not open."""
    from tests.bench.plans import CLOCK, bench_profile

    app = application()
    window = open_window(app, bench_profile(), CLOCK, ask=ScriptedAsk())
    if not open_file(window, plan):
        return 1
    table = window.findChild(QTableView)
    assert table is not None
    watch = FirstPaint(table, app)
    window.show()
    code = app.exec()
    watch.deleteLater()
    window.close()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
