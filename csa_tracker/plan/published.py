"""Published reports: which there are, which was the last, and what was chosen for each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace

import orjson

from csa_tracker.errors import UserError
from csa_tracker.plan.authors import read_authors
from csa_tracker.reports.options import ReportOptions
from csa_tracker.rules.dates import show_date_long
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.papers import kept_rows
from db.queries import reference
from db.queries.history import changes_of

_DATES = ("as_at", "meeting_date")
_LISTS = ("areas", "issues")
_REPORT = "report"
_SINCE = re.compile(rf"{_REPORT} (?P<number>\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """A published report. `snapshot` is the row id of its moment, `fingerprint` the first 8 hex digits of its digest.

    `frame` is what the paper printed besides the actions and could change later: the plan's name, its marking, and the
    published report it was compared with (its row id). `is_twice`: another office gave the same number away.
    """

    id: str
    number: int
    report: str
    title: str
    published_on: dt.date
    snapshot: str
    snapshot_name: str
    fingerprint: str
    pages: int
    pdf_digest: str
    content_digest: str
    options: ReportOptions
    frame: dict[str, str]
    is_twice: bool = False

    @property
    def label(self) -> str:
        """What it is called in a sentence: "report 3 of 14 July 2026"."""
        return f"report {self.number} of {show_date_long(self.published_on)}"

    @property
    def since(self) -> str:
        """What one types to compare with it: "report 3"; its id where two offices gave that number away."""
        return f"{_REPORT} {self.id if self.is_twice else self.number}"

    @property
    def edition(self) -> str:
        """What it says of itself under its title."""
        return edition_of(self.number, self.snapshot_name, self.fingerprint)


def edition_of(number: int, snapshot_name: str, fingerprint: str) -> str:
    """Return the words by which a published report can be found again."""
    return f"Report {number}, snapshot “{snapshot_name}”, fingerprint {fingerprint}"


def list_published(plan: OpenPlan) -> list[Published]:
    """Every published report, the oldest first."""
    with plan.store.reading() as connection:
        return read_published(connection)


def published_by(plan: OpenPlan) -> dict[str, str]:
    """Who published each report, as people are called here, by its row id."""
    with plan.store.reading() as connection:
        authors = read_authors(connection, plan.profile)
        written = changes_of(connection, [one.id for one in read_published(connection)])
        return {change.row: authors(change.member) for change in reversed(written)}


def kept_here(plan: OpenPlan) -> set[str]:
    """The row ids of the published reports whose bytes are kept in this plan."""
    with plan.store.reading() as connection:
        return kept_rows(connection)


def read_published(connection: Connection) -> list[Published]:
    """Every published report on this connection, the oldest first; one whose facts are not whole is left out."""
    snapshots = {row["id"]: row for row in reference.rows_of(connection, "snapshot")}
    rows = reference.rows_of(connection, "published_report", "number", "created_hlc")
    found = [
        _published(row, snapshots[row["snapshot"]])
        for row in rows
        if row["snapshot"] in snapshots and row["number"] is not None and row["published_on"] and row["options"]
    ]
    given = Counter(one.number for one in found)
    return [replace(one, is_twice=given[one.number] > 1) for one in found]


def find_published(plan: OpenPlan, number: str) -> Published:
    """The published report with this number (or id).

    Raises UserError for a number nobody published, and for one that two offices gave away.
    """
    known = list_published(plan)
    wanted = number.strip()
    found = [one for one in known if wanted in (str(one.number), one.id)]
    if not found:
        raise UserError(
            "unknown-published",
            f"There is no published report {wanted[:40]}.",
            "List them with `csa-tracker report published`.",
        )
    if len(found) > 1:
        raise UserError(
            "ambiguous-published",
            f"{len(found)} offices published a report {wanted[:40]}.",
            "Use the report's id instead; `report published --json` shows it.",
        )
    return found[0]


def published_since(plan: OpenPlan, since: str) -> Published | None:
    """The published report that "report 3" names, None where the words are not of that kind.

    Raises UserError as `find_published` does.
    """
    named = _SINCE.fullmatch(" ".join(since.split()))
    return find_published(plan, named["number"]) if named is not None else None


def since_words(published: Published) -> str:
    """Return a published report as one chooses it: "Report 3, 14 July 2026: Board progress report"."""
    return f"Report {published.number}, {show_date_long(published.published_on)}: {published.title}"


def last_published(plan: OpenPlan, report: str, *, until: dt.date) -> Published | None:
    """The report of this kind that was published last, no later than a day."""
    found = [one for one in list_published(plan) if one.report == report and one.published_on <= until]
    return max(found, key=lambda one: (one.published_on, one.number), default=None)


def options_text(options: ReportOptions, frame: dict[str, str]) -> str:
    """Return options and frame as the JSON text that is kept."""
    return orjson.dumps({"options": asdict(options), "frame": frame}, option=orjson.OPT_SORT_KEYS).decode()


def _published(row: dict[str, object], snapshot: dict[str, object]) -> Published:
    kept = orjson.loads(str(row["options"]))
    return Published(
        id=str(row["id"]),
        number=int(str(row["number"])),
        report=str(row["report"] or ""),
        title=str(row["title"] or ""),
        published_on=row["published_on"],  # type: ignore[arg-type]  # a date column
        snapshot=str(row["snapshot"]),
        snapshot_name=str(snapshot["name"] or ""),
        fingerprint=str(snapshot["digest"] or "")[:8],
        pages=int(str(row["pages"] or 0)),
        pdf_digest=str(row["pdf_digest"] or ""),
        content_digest=str(row["content_digest"] or ""),
        options=_options(kept.get("options", {})),
        frame={str(name): str(value) for name, value in kept.get("frame", {}).items()},
    )


def _options(kept: dict[str, object]) -> ReportOptions:
    """Read kept options; what this version does not know is left out."""
    known = {field.name for field in fields(ReportOptions)}
    read: dict[str, object] = {}
    for name, value in kept.items():
        if name in _DATES:
            read[name] = dt.date.fromisoformat(str(value)) if value else None
        elif name in _LISTS and isinstance(value, list):
            read[name] = tuple(str(item) for item in value)
        elif name in known:
            read[name] = str(value)
    return ReportOptions(**read)  # type: ignore[arg-type]  # each value was read as its kind above
