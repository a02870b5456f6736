"""Publish a report: freeze it on a snapshot, keep its bytes, number it; and print it again."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.plan.moments import actions_known, snapshot_edits
from csa_tracker.plan.published import (
    Published,
    edition_of,
    find_published,
    last_published,
    list_published,
    options_text,
    read_published,
)
from csa_tracker.plan.reporting import COMPARED_WITH, earlier_from, read_source, source_of, with_author
from csa_tracker.reports.content import content_bytes, content_digest, paper_of
from csa_tracker.reports.make import make_paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.watch import Watch, unwatched
from csa_tracker.workspace import OpenPlan
from db.log.digest import log_digest
from db.log.opening import SHARED
from db.log.write import Edit
from db.papers import KeptPaper, keep_paper, kept_paper
from db.queries import moments, reference

if TYPE_CHECKING:
    from csa_tracker.reports.blocks import Paper
    from csa_tracker.reports.write import BuiltPaper, WrittenReport

TRIES = 3
"""How often a report is made anew because the plan was changed meanwhile."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """The plan as it is while a report is being made."""

    vector: dict[str, int]
    digest: str
    number: int
    snapshot_name: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report made to be published: the moment it stands on, the facts the log will hold, its bytes and content."""

    moment: _Moment
    facts: dict[str, object]
    built: BuiltPaper
    content: bytes


@dataclass(frozen=True, slots=True)
class Again:
    """A published report as a file again; `as_kept` where nothing was made anew from the snapshot."""

    published: Published
    built: BuiltPaper
    as_kept: bool


def publish_report(
    plan: OpenPlan, name: str, options: ReportOptions | None = None, *, watch: Watch = unwatched
) -> tuple[Published, BuiltPaper]:
    """Publish a report as the plan stands now: number it, freeze it on a snapshot and keep its bytes, all or nothing.

    Raises UserError as `make_paper` does, for a plan that cannot be changed, and "plan-busy" when others kept changing
    the plan meanwhile.
    """
    for _ in range(TRIES):
        prepared = prepare_report(plan, name, options, watch=watch)
        published = keep_prepared(plan, prepared)
        if published is not None:
            return published, prepared.built
    raise busy()


def prepare_report(
    plan: OpenPlan, name: str, options: ReportOptions | None = None, *, watch: Watch = unwatched
) -> Prepared:
    """Make a report as it would be published now, without changing the plan. Raises UserError as `make_paper` does."""
    from csa_tracker.reports.write import build_paper

    watch(0, 0)
    chosen = with_author(plan, options or ReportOptions())
    chosen = replace(chosen, as_at=chosen.as_at or plan.today)
    moment = _moment(plan, REPORTS[name].title)
    source = read_source(plan, name, chosen)
    edition = edition_of(moment.number, moment.snapshot_name, moment.digest[:8])
    paper = make_paper(name, replace(source, edition=edition), chosen)
    watch(0, 0)
    built = build_paper(paper, ".pdf", watch=watch)
    frame = {"plan_name": paper.plan_name, "marking": _plan_marking(plan), "compared": _compared(plan, name, chosen)}
    facts: dict[str, object] = {
        "number": moment.number,
        "report": name,
        "title": paper.title,
        "options": options_text(chosen, frame),
        "published_on": plan.today,
        "pages": built.pages,
        "pdf_digest": hashlib.sha256(built.data).hexdigest(),
        "content_digest": content_digest(paper),
    }
    return Prepared(moment, facts, built, content_bytes(paper))


def keep_prepared(plan: OpenPlan, prepared: Prepared) -> Published | None:
    """Write the snapshot, the fact and the bytes; None when the plan is no longer what the report says.

    Raises UserError for a plan that cannot be changed.
    """
    row, snapshot, moment = str(uuid.uuid4()), str(uuid.uuid4()), prepared.moment
    edits = snapshot_edits(snapshot, moment.snapshot_name, vector=moment.vector, digest=moment.digest)
    facts = {**prepared.facts, "snapshot": snapshot}
    edits += [Edit("published_report", row, field, value, scope=SHARED) for field, value in facts.items()]  # type: ignore[arg-type]
    with plan.store.writing() as connection:
        if log_digest(connection) != moment.digest:
            return None
        plan.store.write(connection, edits, author=plan.author, deed="publish-report")
        keep_paper(connection, row, KeptPaper(prepared.built.data, prepared.content))
    return find_published(plan, row)


def busy() -> UserError:
    """The refusal where others kept changing the plan while a report was made."""
    return UserError("plan-busy", "The plan kept being changed while the report was made.", "Try again in a moment.")


def next_number(plan: OpenPlan) -> int:
    """The number that the next published report gets."""
    return max((one.number for one in list_published(plan)), default=0) + 1


def _moment(plan: OpenPlan, title: str) -> _Moment:
    with plan.store.reading() as connection:
        vector, digest = moments.current_vector(connection), log_digest(connection)
        number = max((one.number for one in read_published(connection)), default=0) + 1
        taken = {str(row["name"]).casefold() for row in reference.rows_of(connection, "snapshot")}
    name = f"{title} {number}"
    while name.casefold() in taken:
        name += " (published)"
    return _Moment(vector, digest, number, name)


def _plan_marking(plan: OpenPlan) -> str:
    with plan.store.reading() as connection:
        return str(reference.rows_of(connection, "plan", "created_hlc")[0]["marking"] or "")


def _compared(plan: OpenPlan, name: str, options: ReportOptions) -> str:
    """The row id of the published report that a report compares with by itself, "" for none."""
    if options.since or "since" not in REPORTS[name].takes:
        return ""
    last = last_published(plan, COMPARED_WITH, until=options.as_at or plan.today)
    return last.id if last is not None else ""


def reprint_report(plan: OpenPlan, number: str, target: Path) -> tuple[Published, WrittenReport]:
    """Write a published report again, as `published_again` makes it. Raises UserError as that and `write_bytes` do."""
    from csa_tracker.reports.write import WrittenReport, write_bytes

    made = published_again(plan, number, target.suffix)
    write_bytes(made.built.data, target)
    return made.published, WrittenReport(target, made.built.pages, made.built.replacements)


def published_again(plan: OpenPlan, number: str, kind: str, *, watch: Watch = unwatched) -> Again:
    """Make a published report again. ".pdf" gives the very bytes; ".html" and ".xlsx" come from the kept content.

    Where nothing is kept here (published in another office), it is made anew and must say what the log says.

    Raises UserError for an unknown number or ending, and "not-the-same" when it cannot be made as it was.
    """
    from csa_tracker.reports.write import BuiltPaper, build_paper

    published = find_published(plan, number)
    kept = None
    with plan.store.reading() as connection:
        kept = kept_paper(connection, published.id)
    if kind.lower() == ".pdf" and kept is not None and _is(kept.pdf, published.pdf_digest):
        return Again(published, BuiltPaper(kept.pdf, published.pages), as_kept=True)
    paper = _kept_paper(kept, published)
    as_kept = paper is not None
    paper = paper or published_paper(plan, published)
    if content_digest(paper) != published.content_digest:
        raise UserError(
            "not-the-same",
            f"Report {published.number} cannot be made again as it was published.",
            "Ask the office that published it for the PDF.",
        )
    return Again(published, build_paper(paper, kind, watch=watch), as_kept)


def _kept_paper(kept: KeptPaper | None, published: Published) -> Paper | None:
    """The paper as it was kept; None where it is not here, is not what the log says, or an older version wrote it."""
    if kept is None or not _is(kept.content, published.content_digest):
        return None
    try:
        return paper_of(kept.content)
    except ValueError:
        return None


def published_paper(plan: OpenPlan, published: Published) -> Paper:
    """Make a published report again from its snapshot; its content is what it was."""
    options = published.options
    actions = tuple(actions_known(plan, published.snapshot, options.as_at or published.published_on))
    compared = next((one for one in list_published(plan) if one.id == published.frame.get("compared")), None)
    earlier = earlier_from(plan, options, compared) if "since" in REPORTS[published.report].takes else None
    source = source_of(plan, published.report, options, actions=actions, earlier=earlier)
    info = replace(
        source.info,
        name=published.frame.get("plan_name", source.info.name),
        marking=published.frame.get("marking", source.info.marking),
    )
    return make_paper(published.report, replace(source, info=info, edition=published.edition), options)


def _is(data: bytes, digest: str) -> bool:
    return hashlib.sha256(data).hexdigest() == digest
