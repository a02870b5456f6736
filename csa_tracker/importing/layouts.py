"""What was answered for one layout of spreadsheet is remembered for the next file of it.

A layout is the headings of every sheet, whatever their order. Answers about files, columns and words are kept in the
profile; answers about single rows are not, as the next file has other rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Step
from csa_tracker.importing.headings import find_heading, plain_heading
from csa_tracker.importing.preview import ImportPreview, Source, preview_source
from csa_tracker.importing.sheets import Sheet
from csa_tracker.profile import Profile
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many
from csa_tracker.watch import Watch, unwatched
from csa_tracker.workspace import OpenPlan

_SETTING = "import_layouts"
_MOST = 50
_SHORT = 12
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """What is remembered of one layout: the day and file of the last import, and the answers by question id."""

    id: str
    on: dt.date
    file: str
    answers: Mapping[str, str]


def layout_of(sheets: Iterable[Sheet]) -> str:
    """The fingerprint of the headings of these sheets: 12 hex digits, the same whatever stands in their rows."""
    found = (find_heading(sheet.rows) for sheet in sheets)
    headings = sorted(
        sorted(filter(None, map(plain_heading, heading.texts))) for heading in found if heading is not None
    )
    return hashlib.sha256(orjson.dumps(headings)).hexdigest()[:_SHORT]


def preview_remembered(
    plan: OpenPlan,
    source: Source,
    *,
    answers: Mapping[str, str],
    kept: Mapping[str, str],
    today: dt.date,
    watch: Watch = unwatched,
) -> ImportPreview:
    """Preview sheets with what is remembered of their layout; `answers` go before it, and `kept` between the two.

    `kept` are answers of a mapping file: those that fit nothing here are left alone (`unused_answers` names them).
    Raises UserError as `preview_source` does.
    """
    known = recall(plan.profile, layout_of(source.sheets))
    offered = (dict(known.answers) if known is not None else {}) | dict(kept)
    given = dict(answers)
    preview = preview_source(plan, source, answers=given, today=today, watch=watch)
    for _ in range(_ROUNDS):  # an answer may bring up a question that was answered before as well
        fitting = {ask.id: offered[ask.id] for ask in (*preview.asks, *preview.settled) if ask.id in offered}
        if not fitting.keys() - given.keys():
            break
        try:
            preview = preview_source(
                plan,
                source,
                answers=fitting | given,
                remembered=fitting.keys() - answers.keys(),
                today=today,
                watch=watch,
            )
        except UserError as error:
            if error.code not in ("unknown-answer", "unknown-question"):
                raise
            break  # it named something that this plan no longer has: everything is asked anew
        given = fitting | given
    return preview


def recall(profile: Profile, layout: str) -> Layout | None:
    """What is remembered of a layout."""
    return next((known for known in known_layouts(profile) if known.id == layout), None)


def remember(profile: Profile, preview: ImportPreview) -> int:
    """Keep the answers of an import for the next file of its layout; returns how many there are to keep."""
    answers = kept_answers(preview)
    if not answers:
        return 0
    layout = layout_of(preview.source.sheets)
    others = [known for known in known_layouts(profile) if known.id != layout]
    file = preview.source.sheets[0].file if preview.source.sheets else ""
    _store(profile, [Layout(layout, preview.today, file, answers), *others[: _MOST - 1]])
    return len(answers)


def forget(profile: Profile, layout: str | None = None) -> int:
    """Forget one layout, or all of them; returns how many. Raises UserError for one that is not known."""
    known = known_layouts(profile)
    kept = [one for one in known if layout is not None and one.id != layout]
    if layout is not None and len(kept) == len(known):
        raise UserError(
            "unknown-layout",
            f"No layout {layout[:40]} is remembered.",
            "List what is remembered with `csa-tracker layouts`.",
        )
    _store(profile, kept)
    return len(known) - len(kept)


def known_layouts(profile: Profile) -> list[Layout]:
    """Every layout that is remembered, the latest first; what somebody damaged by hand is left out."""
    stored = profile.read_settings().get(_SETTING)
    found = [_layout(name, told) for name, told in stored.items()] if isinstance(stored, dict) else []
    return sorted((one for one in found if one is not None), key=lambda one: one.on, reverse=True)


def kept_answers(preview: ImportPreview) -> dict[str, str]:
    """The answers about files, columns and words that a preview was made with."""
    return {
        ask.id: preview.answers[ask.id]
        for ask in preview.settled
        if ask.id in preview.answers and ask.step is not Step.ROWS
    }


def remembered_words(profile: Profile, preview: ImportPreview) -> str:
    """What to tell about answers that were taken over: "Remembered from 3 Oct 2026: 4 answers." ("" for none)."""
    known = recall(profile, layout_of(preview.source.sheets))
    if known is None:
        return ""
    used = sum(preview.answers.get(ask) == answer for ask, answer in known.answers.items())
    return f"Remembered from {show_date(known.on)}: {many(used, 'answer')}." if used else ""


def _layout(name: object, told: object) -> Layout | None:
    if not isinstance(name, str) or not isinstance(told, dict):
        return None
    answers = told.get("answers")
    try:
        on = dt.date.fromisoformat(str(told.get("on")))
    except ValueError:
        return None
    if not isinstance(answers, dict):
        return None
    return Layout(name, on, str(told.get("file", "")), {str(ask): str(answer) for ask, answer in answers.items()})


def _store(profile: Profile, layouts: Sequence[Layout]) -> None:
    told = {one.id: {"on": one.on.isoformat(), "file": one.file, "answers": dict(one.answers)} for one in layouts}
    profile.change_settings({_SETTING: told})
