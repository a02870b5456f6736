"""What the palette lists: lines made of actions, commands, views, deeds and texts found, each with what Enter does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from csa_tracker.plan.find import LIKE, Named, match_words
from csa_tracker.plan.palette import Deed, Proposal
from csa_tracker.plan.search import Hit
from csa_tracker.plan.views import SavedView
from ui.shell.commands import MENUS
from ui.shown import plural

_MOST_COMMANDS = 6
_MARKS = {
    "page:dashboard": "dashboard", "page:actions": "actions", "page:reports": "reports", "new": "plus", "log": "edit",
    "undo": "undo", "redo": "redo", "filter": "filter", "import": "upload", "report": "print", "help": "help",
    "keys": "key", "history": "history", "open": "folder", "delete": "close", "restore": "left", "refresh": "clock",
    "queue": "flag", "conflicts": "exchange", "save-view": "view", "about": "info", "send": "send",
    "receive": "inbox", "card": "key", "partners": "user", "page:exchange": "exchange", "notices": "bell",
    "export": "sheet", "make-pack": "sheet", "merge-pack": "inbox",
}  # fmt: skip
_DEED_MARKS = {Deed.UPDATE: "edit", Deed.DUE: "calendar", Deed.RATING: "flag", Deed.NEW: "plus"}
COMMON = ("new", "log", "queue", "report", "import", "keys", "help")
"""The commands offered before anything is typed, as far as they are there and can work."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place given by the window: `key` is what `Palette.run` carries when it is chosen."""

    key: str
    words: str
    mark: str
    kind: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Run a command, or go to an entry, by its key."""

    name: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """Show an action."""

    action_id: str


@dataclass(frozen=True, slots=True)
class SearchAll:
    """Look through every text of the plan."""

    text: str


Goal = RunCommand | GoTo | SearchAll | Proposal


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `note` and `keys` stand right, `under` below; without a goal it is a heading or only says something."""

    words: str
    mark: str = ""
    note: str = ""
    keys: str = ""
    under: str = ""
    goal: Goal | None = None
    heading: bool = False
    trouble: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.words, self.under, self.note, self.keys) if part)


def heading(words: str) -> Line:
    """Return the name of a group of lines."""
    return Line(words, heading=True)


def view_entries(views: Iterable[SavedView]) -> list[Entry]:
    """Return an entry for each saved view; its key is "view:" and the view's name."""
    return [Entry(f"view:{view.name}", view.name, view.mark, "View") for view in views]


def command_entries(actions: Mapping[str, QAction]) -> list[Entry]:
    """Return an entry for each command of the menus that can work now, in their order, the palette's own left out."""
    found = []
    for title, commands in MENUS:
        for command in commands:
            action = actions.get(command.name)
            if command.name in ("", "palette") or action is None or not action.isEnabled():
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = plain_words(action.text())
            found.append(Entry(command.name, words, _mark_of(command.name), plain_words(title), keys))
    return found


def plain_words(text: str) -> str:
    """Return a menu's words without the marks for its keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _mark_of(name: str) -> str:
    return "down" if name.startswith("sort:") else _MARKS.get(name, "menu")


def entry_line(entry: Entry) -> Line:
    """Return the line of a command or place."""
    return Line(entry.words, entry.mark, entry.kind, entry.keys, goal=RunCommand(entry.key))


def action_line(named: Named) -> Line:
    """Return the line of an action."""
    return Line(named.title, "actions", named.ref, goal=GoTo(named.id))


def proposal_line(proposal: Proposal) -> Line:
    """Return the line of a deed: what Enter does, or why it cannot be done yet."""
    if not proposal.problem:
        return Line(proposal.words, _DEED_MARKS[proposal.deed], under=proposal.note, goal=proposal)
    if proposal.problem == proposal.words:
        return Line(proposal.problem, "info")
    return Line(proposal.words, "warn", under=proposal.problem, trouble=True)


def search_line(text: str) -> Line:
    """Return the line that looks through every text."""
    return Line(f"Search all texts for “{' '.join(text.split())}”", "search", goal=SearchAll(text))


def hit_lines(text: str, hits: Sequence[Hit]) -> list[Line]:
    """Return the places where a text was found, or a sentence that there is none."""
    shown = " ".join(text.split())
    if not hits:
        return [Line(f"No text of this plan holds “{shown}”.", "info", under="Try fewer words, or the start of one.")]
    lines = [heading(f"{plural(len(hits), 'text')} with “{shown}”")]
    for hit in hits:
        excerpt = " ".join(hit.excerpt.split())
        lines.append(Line(hit.title, "file", f"{hit.ref} · {hit.kind}", under=excerpt, goal=GoTo(hit.action_id)))
    return lines


def match_entries(entries: Sequence[Entry], text: str) -> list[tuple[int, Entry]]:
    """Return the entries whose words hold the text, best first, each with how well it was found."""
    found = match_words([f"{entry.words} {entry.kind}".casefold() for entry in entries], text, limit=_MOST_COMMANDS)
    return [(rank, entries[place]) for rank, place in found]


def found_lines(text: str, entries: Sequence[Entry], actions: Sequence[tuple[int, Named]]) -> list[Line]:
    """Return what a text finds, the group with the best finds first; a sentence when there is nothing."""
    places = match_entries(entries, text)
    if places and places[0][0] < LIKE:
        places = [(rank, entry) for rank, entry in places if rank < LIKE]
    groups = [
        (min(rank for rank, _ in found), name, lines)
        for name, found, lines in (
            ("Commands and views", places, [entry_line(entry) for _, entry in places]),
            ("Actions", actions, [action_line(named) for _, named in actions]),
        )
        if found
    ]
    groups.sort(key=lambda group: group[0])
    lines = [line for _, name, members in groups for line in (heading(name), *members)]
    return lines or [Line(f"Nothing is called “{' '.join(text.split())}”.", "info")]
