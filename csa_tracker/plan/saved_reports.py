"""Reports with their options kept under a name, on this computer: "Pennine board" is one word to type next quarter.

What was typed is kept, not what it meant: a report for "this quarter" is about another one next time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.profile import Profile

_SETTING = "saved_reports"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class SavedReport:
    """A report and the options that were typed for it, by the names of ReportOptions."""

    name: str
    report: str
    typed: Mapping[str, str | tuple[str, ...]]


def list_saved(profile: Profile) -> list[SavedReport]:
    """Every saved report, by name; what is damaged is left out."""
    kept = profile.read_settings().get(_SETTING)
    found = [_saved(name, entry) for name, entry in kept.items()] if isinstance(kept, dict) else []
    return sorted((one for one in found if one is not None), key=lambda one: one.name.casefold())


def find_saved(profile: Profile, name: str) -> SavedReport:
    """The saved report with this name, whatever its capitals. Raises UserError("unknown-saved-report")."""
    for one in list_saved(profile):
        if one.name.casefold() == _squeezed(name).casefold():
            return one
    raise UserError(
        "unknown-saved-report",
        f"There is no saved report “{name.strip()[:_LONGEST]}”.",
        "List them with `csa-tracker report saved`.",
    )


def save_report(profile: Profile, name: str, report: str, typed: Mapping[str, str | Sequence[str]]) -> SavedReport:
    """Keep a report under a name; one of that name is replaced. Raises UserError("empty-name")."""
    wanted = _squeezed(name)[:_LONGEST]
    if not wanted:
        raise _nameless()
    others = [one for one in list_saved(profile) if one.name.casefold() != wanted.casefold()]
    given = {option: value if isinstance(value, str) else tuple(value) for option, value in typed.items() if value}
    made = SavedReport(wanted, report, given)
    _keep(profile, [*others, made])
    return made


def rename_saved(profile: Profile, name: str, new: str) -> SavedReport:
    """Give a saved report another name.

    Raises UserError("unknown-saved-report"), UserError("empty-name"), and "saved-name-taken" where another has it.
    """
    old, wanted = find_saved(profile, name), _squeezed(new)[:_LONGEST]
    others = [one for one in list_saved(profile) if one.name != old.name]
    if any(one.name.casefold() == wanted.casefold() for one in others):
        raise UserError("saved-name-taken", f"Another saved report is called “{wanted}”.", "Type another name.")
    if not wanted:
        raise _nameless()
    made = SavedReport(wanted, old.report, old.typed)
    _keep(profile, [*others, made])
    return made


def forget_saved(profile: Profile, name: str) -> SavedReport:
    """Forget a saved report. Raises UserError("unknown-saved-report")."""
    gone = find_saved(profile, name)
    _keep(profile, [one for one in list_saved(profile) if one.name != gone.name])
    return gone


def _nameless() -> UserError:
    return UserError("empty-name", "A saved report needs a name.", "Type one, such as “Pennine board”.")


def _keep(profile: Profile, saved: Sequence[SavedReport]) -> None:
    kept = {one.name: {"report": one.report, "options": dict(one.typed)} for one in saved}
    profile.change_settings({_SETTING: kept})


def _saved(name: str, entry: object) -> SavedReport | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("options"), dict):
        return None
    typed = {
        str(option): value if isinstance(value, str) else tuple(str(part) for part in value)
        for option, value in entry["options"].items()
        if isinstance(value, str | list)
    }
    return SavedReport(name, str(entry.get("report", "")), typed)


def _squeezed(name: str) -> str:
    return " ".join(name.split())
