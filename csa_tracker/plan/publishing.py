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

_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Moment:
    """The plan as it is while a report is being made."""

    vector: dict[str, int]
    digest: str
    number: int
    snapshot_name: str


def publish_report(
    plan: OpenPlan, name: str, options: ReportOptions | None = None, *, watch: Watch = unwatched
) -> tuple[Published, BuiltPaper]:
    """Publish a report as the plan stands now: number it, freeze it on a snapshot and keep its bytes, all or nothing.

    Raises UserError as `make_paper` does, for a plan that cannot be changed, and "plan-busy" when others kept changing
    the plan meanwhile.
    """
    from csa_tracker.reports.write import build_paper

    chosen = with_author(plan, options or ReportOptions())
    chosen = replace(chosen, as_at=chosen.as_at or plan.today)
    for _ in range(_TRIES):
        moment = _moment(plan, REPORTS[name].title)
        source = read_source(plan, name, chosen)
        edition = edition_of(moment.number, moment.snapshot_name, moment.digest[:8])
        paper = make_paper(name, replace(source, edition=edition), chosen)
        built = build_paper(paper, ".pdf", watch=watch)
        row = _keep(plan, name, chosen, moment, paper, built)
        if row is not None:
            return find_published(plan, row), built
    raise UserError("plan-busy", "The plan kept being changed while the report was made.", "Try again in a moment.")


def _moment(plan: OpenPlan, title: str) -> _Moment:
    with plan.store.reading() as connection:
        vector, digest = moments.current_vector(connection), log_digest(connection)
        number = max((one.number for one in read_published(connection)), default=0) + 1
        taken = {str(row["name"]).casefold() for row in reference.rows_of(connection, "snapshot")}
    name = f"{title} {number}"
    while name.casefold() in taken:
        name += " (published)"
    return _Moment(vector, digest, number, name)


def _keep(
    plan: OpenPlan, name: str, options: ReportOptions, moment: _Moment, paper: Paper, built: BuiltPaper
) -> str | None:
    """Write the snapshot, the fact and the bytes; None when the plan is no longer what the report says."""
    row, snapshot = str(uuid.uuid4()), str(uuid.uuid4())
    frame = {"plan_name": paper.plan_name, "marking": _plan_marking(plan), "compared": _compared(plan, name, options)}
    facts: dict[str, object] = {
        "number": moment.number,
        "report": name,
        "title": paper.title,
        "options": options_text(options, frame),
        "snapshot": snapshot,
        "published_on": plan.today,
        "pages": built.pages,
        "pdf_digest": hashlib.sha256(built.data).hexdigest(),
        "content_digest": content_digest(paper),
    }
    edits = snapshot_edits(snapshot, moment.snapshot_name, vector=moment.vector, digest=moment.digest)
    edits += [Edit("published_report", row, field, value, scope=SHARED) for field, value in facts.items()]  # type: ignore[arg-type]
    with plan.store.writing() as connection:
        if log_digest(connection) != moment.digest:
            return None
        plan.store.write(connection, edits, author=plan.author, deed="publish-report")
        keep_paper(connection, row, KeptPaper(built.data, content_bytes(paper)))
    return row


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
    """Write a published report again. As a PDF it is the very bytes; .html and .xlsx are written from the kept content.

    Where nothing is kept here (published in another office), it is made anew and must say what the log says.

    Raises UserError for an unknown number, and "not-the-same" when it cannot be made as it was.
    """
    from csa_tracker.reports.write import WrittenReport, build_paper, write_bytes

    published = find_published(plan, number)
    kept = None
    with plan.store.reading() as connection:
        kept = kept_paper(connection, published.id)
    if target.suffix.lower() == ".pdf" and kept is not None and _is(kept.pdf, published.pdf_digest):
        write_bytes(kept.pdf, target)
        return published, WrittenReport(target, published.pages, ())
    paper = _kept_paper(kept, published) or published_paper(plan, published)
    if content_digest(paper) != published.content_digest:
        raise UserError(
            "not-the-same",
            f"Report {published.number} cannot be made again as it was published.",
            "Ask the office that published it for the PDF.",
        )
    built = build_paper(paper, target.suffix)
    write_bytes(built.data, target)
    return published, WrittenReport(target, built.pages, built.replacements)


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
