"""Check a plan: the file, the seals of its change log, and that what is shown follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from csa_tracker.care.backups import automatic_backup, last_backup
from csa_tracker.errors import UserError
from csa_tracker.workspace import OpenPlan
from db.engine import read_only_refusal
from db.health import file_problems
from db.log.digest import log_digest, scope_fingerprints, view_digest
from db.planfile import known_loss, seal_problems
from db.queries.reference import Counts, counts
from db.shown import attention_counts, reindex, search_is_sound, shown_digest
from db.trouble import VIEWS_DAMAGED

_MEND_LOG = "Restore a backup with `csa-tracker restore`, or save what can be read with `csa-tracker salvage`."
_MEND_FILE = (
    "Run `csa-tracker check --rebuild`, which may mend it; if not, restore a backup with `csa-tracker restore`."
)
_DIFFERS = (
    "What the plan shows differs from its change log. Run `csa-tracker check --rebuild` to make it again from the log."
)
_ATTENTION = {
    "conflict": "{} fields hold different values from different people: choose one in each.",
    "delete_conflict": "{} rows were deleted by one person and changed by another: delete or keep each.",
    "invalid_value": "{} values do not fit their field and are not shown: type each of them again.",
    "newer_value": "{} values came from a newer version and are not shown: install the newest one.",
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found, as plain sentences; `rebuilt` when the views were made again.

    `counts` is None when the plan is too damaged to count; `last_backup` is local time; `attention` are things for
    people to decide, which are no fault of the file.
    """

    problems: tuple[str, ...]
    rebuilt: bool = False
    counts: Counts | None = None
    last_backup: dt.datetime | None = None
    attention: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Digest:
    """Digest of the set of changes, of the values shown, and 8 hex digits per scope."""

    log: str
    view: str
    scopes: dict[str, str]


def plan_digest(plan: OpenPlan) -> Digest:
    """The digests of a plan: two plans with equal `log` hold the same changes."""
    with plan.store.reading() as connection:
        return Digest(log_digest(connection), view_digest(connection), scope_fingerprints(connection))


def check_plan(plan: OpenPlan, *, rebuild: bool = False) -> CheckResult:
    """Check everything; with `rebuild` make the views again from the log, which mends any difference.

    A backup is made before a rebuild. Raises UserError when the plan can only be read and a rebuild is asked for.
    """
    if rebuild and plan.read_only:
        raise read_only_refusal(plan.read_only)
    notes = [automatic_backup(plan)] if rebuild else []
    broken = _log_problems(plan)
    problems = broken or _file_problems(plan)
    rebuilt = rebuild and not broken  # nothing is made from a log that does not hold
    if rebuilt:
        _rebuild(plan)
        problems = _file_problems(plan)
    elif not problems and not plan.read_only and not _shows_its_log(plan):
        problems = [_DIFFERS]
    last = last_backup(plan.profile, plan.meta.plan)
    counted, attention = _contents(plan)
    return CheckResult(
        tuple(problems),
        rebuilt,
        counted,
        last.made if last is not None else None,
        (*(sentence for sentence in notes if sentence), *attention),
    )


def _log_problems(plan: OpenPlan) -> list[str]:
    try:
        with plan.store.reading() as connection:
            found = seal_problems(connection)
    except UserError as error:
        if error.code not in ("damaged", VIEWS_DAMAGED):
            raise
        found = ["The change log cannot be read to its end."]
    return _with_next_step(found, _MEND_LOG)


def _file_problems(plan: OpenPlan) -> list[str]:
    try:
        with plan.store.reading() as connection:
            found = list(file_problems(connection))
    except UserError as error:
        if error.code not in ("damaged", VIEWS_DAMAGED):
            raise
        found = ["The plan file is damaged."]
    return _with_next_step(found, _MEND_FILE)


def _with_next_step(problems: list[str], step: str) -> list[str]:
    return [*problems[:-1], f"{problems[-1]} {step}"] if problems else []


class _TrialOver(Exception):  # noqa: N818 (not an error: it ends the trial)
    """Leaves the write transaction without keeping what the trial rebuild wrote."""


def _shows_its_log(plan: OpenPlan) -> bool:
    """Whether a rebuild would change nothing shown; the trial is rolled back."""
    equal = False
    try:
        with plan.store.writing() as connection:
            if search_is_sound(connection):
                before = shown_digest(connection)
                plan.store.rebuild(connection)
                equal = shown_digest(connection) == before
            raise _TrialOver
    except _TrialOver:
        return equal
    except UserError as error:
        if error.code not in ("damaged", VIEWS_DAMAGED):
            raise
        return False


def _rebuild(plan: OpenPlan) -> None:
    with plan.store.writing() as connection:
        reindex(connection)  # first: the rebuild reads the log through its indexes
        plan.store.rebuild(connection)


def _contents(plan: OpenPlan) -> tuple[Counts | None, list[str]]:
    """How much the plan holds, and what its people should decide."""
    try:
        with plan.store.reading() as connection:
            said = [
                _ATTENTION.get(kind, "{} things need attention.").format(f"{count:,}")
                for kind, count in attention_counts(connection).items()
            ]
            lost = known_loss(connection)
            if lost:
                said.append(f"{lost:,} values were lost before this plan was salvaged, and are shown as empty.")
            return counts(connection), said
    except UserError as error:
        if error.code not in ("damaged", VIEWS_DAMAGED):
            raise
        return None, []
