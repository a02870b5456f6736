"""The list of published papers: number, title, day, by whom; each can be saved again as it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal

from csa_tracker.plan.published import Published
from csa_tracker.rules.dates import show_date
from ui.exchange.lines import Line, LinesList
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.combo import Combo
from ui.kit.text import icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.reports.naming import FORMATS, Format, format_of
from ui.shell.sheet import Sheet
from ui.shown import plural

_NOTHING = (
    "No report has been published from this plan yet. Choose Publish on the Reports page when a paper goes to the "
    "board: it gets a number, and it can be saved again, as it was, at any later time."
)
_KEPT = "Saved again as a PDF, each is the very file that was published."
_ELSEWHERE = (
    "A paper that was published in another office is made anew from its snapshot, and only saved if it says exactly "
    "what was published."
)
_SHOWN = 7


class PublishedSheet(Sheet):
    """The latest paper first. `again_wanted` carries a Published and the Format to save it as."""

    again_wanted = Signal(object, object)

    def __init__(self, papers: Sequence[Published], *, by: Mapping[str, str], kept: Collection[str]) -> None:
        super().__init__("Published papers")
        self.wanted_width = 640
        self._papers = {one.id: one for one in papers}
        self.list = LinesList("Published papers", object_name="published")
        self.file = Combo()
        self.file.setAccessibleName("Save as")
        self.file.offer((one.words, one.ending) for one in FORMATS)
        self.file.setMinimumContentsLength(max(len(one.words) for one in FORMATS))
        self.file.choose(FORMATS[0].ending)
        self.again = button("Save again…", kind="primary", mark="file")
        self.shut = button("Close", kind="secondary" if papers else "primary")
        head = row(icon_label("file", "ink2", 22), label("Published papers", size=13, weight=700), None,
                   margins=(24, 0, 24, 0))  # fmt: skip
        self.first = self.list if papers else self.shut
        body: list[Part] = [label(_NOTHING, ink="ink2", wraps=True)]
        foot: list[Part] = [None, self.shut]
        if papers:
            self.list.show_lines([_line(one, by, kept) for one in reversed(papers)])
            self.list.fit(_SHOWN)
            words = [_KEPT] if all(one.id in kept for one in papers) else [_KEPT, _ELSEWHERE]
            body = [self.list, *(label(sentence, size=9.5, ink="ink2", wraps=True) for sentence in words)]
            caption = label("Save as")
            caption.setBuddy(self.file)
            caps = [KeyCap("Enter")] if look().scale < RAIL_FROM else []
            foot = [caption, self.file, None, self.shut, self.again, *caps]
        self.assemble(head, column(*body, margins=(24, 14, 24, 18)), row(*foot, margins=(24, 0, 24, 0)))
        self.shut.clicked.connect(self.reject)
        self.again.clicked.connect(self.save_again)
        self.list.opened.connect(lambda _key: self.save_again())

    def save_again(self) -> None:
        """Ask for the paper that is chosen."""
        line = self.list.current()
        if line is not None:
            self.again_wanted.emit(self._papers[line.key], self.format())

    def format(self) -> Format:
        """Return the kind of file to save."""
        return format_of(self.file.value())


def _line(one: Published, by: Mapping[str, str], kept: Collection[str]) -> Line:
    pages = plural(one.pages, "page")
    who = by.get(one.id, "")
    where = "kept in this plan" if one.id in kept else "published in another office"
    under = " · ".join(filter(None, [f"by {who}" if who else "", pages, where]))
    upper, day = f"Report {one.number}  {one.title}", show_date(one.published_on)
    spoken = f"Report {one.number}, {one.title}, {day}. {under}."
    return Line(one.id, "file", upper, under, spoken, end=day)
