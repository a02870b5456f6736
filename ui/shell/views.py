"""Views of the list: saved under a name, and let go of again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.plan.typed import typed_text
from csa_tracker.plan.views import SavedView, read_views, remove_view, save_view
from ui.shell.save_view import SaveView

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def ask_for_view(window: MainWindow) -> None:
    """Ask for a name, then keep the list as it is now; filters chosen from the menu are kept as they would be typed."""
    if window.view is None:
        return
    view, query = window.view, window.view.page.query
    text = typed_text(query, view.session.vocabulary())
    sheet = SaveView(f"Keeps: {text}" if text else "Keeps every action, in this order.")

    def keep(name: str) -> None:
        try:
            save_view(window.profile, SavedView(name, text, query.sort, query.descending, view.page.model.group))
        except UserError as error:
            sheet.refuse(error)
            return
        sheet.accept()
        view.list_views()
        view.show_view(" ".join(name.split()))
        window.say(f"View {' '.join(name.split())} saved.")

    sheet.named.connect(keep)
    window.open_sheet(sheet)


def forget_view(window: MainWindow, name: str) -> None:
    """Let go of an own view, which can be taken back at once; its actions stay as they are."""
    if window.view is None:
        return
    gone = next((view for view in read_views(window.profile) if view.name == name), None)
    if gone is None:
        return
    remove_view(window.profile, name)
    window.view.list_views()

    def back() -> None:
        save_view(window.profile, gone)
        if window.view is not None:
            window.view.list_views()

    window.say(f"View {name} removed.", step="Put it back", act=back)
