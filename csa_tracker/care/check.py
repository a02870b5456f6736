"""Check a plan: the file, the seals of its change log, and that what is shown follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from csa_tracker.workspace import OpenPlan
from db.engine import read_only_refusal
from db.health import file_problems
from db.log.digest import derived_digest, log_digest, scope_fingerprints, view_digest
from db.log.verify import log_problems


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found, as plain sentences; `rebuilt` when the views were made again."""

    problems: tuple[str, ...]
    rebuilt: bool = False

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

    Raises UserError when the plan can only be read and a rebuild is asked for.
    """
    if rebuild and plan.read_only:
        raise read_only_refusal(plan.read_only)
    with plan.store.reading() as connection:
        broken = list(log_problems(connection))
        problems = [*file_problems(connection), *broken]
        before = derived_digest(connection)
    if plan.read_only or broken or (problems and not rebuild):  # nothing is made from a log that does not hold
        return CheckResult(tuple(problems))
    if _rebuilt_digest(plan, keep=rebuild) != before and not rebuild:
        problems.append("What the plan shows differs from its change log. Run the check with --rebuild to mend it.")
    return CheckResult(tuple(problems), rebuilt=rebuild)


class _TrialOver(Exception):  # noqa: N818 (not an error: it ends the trial)
    """Leaves the write transaction without keeping what the trial rebuild wrote."""


def _rebuilt_digest(plan: OpenPlan, *, keep: bool) -> str:
    digest = ""
    try:
        with plan.store.writing() as connection:
            plan.store.rebuild(connection)
            digest = derived_digest(connection)
            if not keep:
                raise _TrialOver
    except _TrialOver:
        return digest
    return digest
