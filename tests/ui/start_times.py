"""Start-up measured: `python -m tests.ui.start_times` prints medians from process start to paint, in milliseconds."""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROUNDS = 7
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print("bare", time.monotonic() - float(sys.argv[1]))
    app.quit()
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""


def child(started: float, profile: Path, plan: Path | None) -> int:
    """Run the program as `main` does; print when the shell and, with a plan, the list were painted first."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QTableView, QWidget

    from csa_tracker.clock import Clock
    from csa_tracker.profile import Profile
    from ui.app import application, open_window

    class Watch(QObject):
        """Sees the first paint of the shell, then the first of a list with rows."""

        seen = ""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                parent = watched.parent()
                if not self.seen:
                    self.seen = "shell"
                    app.installEventFilter(self)
                    QTimer.singleShot(0, lambda: self.tell("shell", last=plan is None))
                elif self.seen == "shell" and isinstance(parent, QTableView) and parent.model().rowCount():
                    self.seen = "list"
                    QTimer.singleShot(0, lambda: self.tell("list", last=True))
            return False

        def tell(self, what: str, *, last: bool) -> None:
            sys.stdout.write(f"{what} {time.monotonic() - started}\n")
            sys.stdout.flush()
            if last:
                QApplication.quit()

    app = application()
    window = open_window(app, Profile(profile), Clock(), opening=plan)
    watch = Watch(app)
    page = window.centralWidget()
    assert page is not None
    page.installEventFilter(watch)
    window.show()
    code = app.exec()
    window.close()
    return int(code)


def main(plan: Path | None) -> int:
    """Alternate a bare window and ours; print the medians. What only this needs is not loaded by the child."""
    import os
    import shutil
    import statistics
    import subprocess
    import tempfile

    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "plan.csplan"
        if plan is None:
            make_sample(copy)
        else:
            shutil.copyfile(plan, copy)
        jobs = [["-c", BARE], ["-m", "tests.ui.start_times", "--child", folder, str(copy)]]
        for number in range(ROUNDS + 1):
            for job in jobs:
                marked = (
                    [*job[:2], str(time.monotonic()), *job[2:]] if job[0] == "-c" else [*job, str(time.monotonic())]
                )
                done = subprocess.run(
                    [sys.executable, *marked], check=True, capture_output=True, text=True,
                    env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
                )  # fmt: skip
                for line in done.stdout.splitlines() if number else []:
                    what, seconds = line.split()
                    times.setdefault(what, []).append(float(seconds))
    medians = {what: statistics.median(found) for what, found in times.items()}
    for what, median in medians.items():
        sys.stdout.write(f"{what:6} {median * 1000:6.0f} ms  {median / medians['bare']:.2f} x bare\n")
    return 0


def make_sample(path: Path) -> None:
    """Make the sample plan, to be opened."""
    from csa_tracker.clock import Clock
    from csa_tracker.demo import sample_plan
    from csa_tracker.profile import Profile

    sample_plan(path, profile=Profile(path.parent / "profile"), clock=Clock()).close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        sys.exit(child(float(sys.argv[4]), Path(sys.argv[2]) / "profile", Path(sys.argv[3])))
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
