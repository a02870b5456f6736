"""Brings a pack back into its plan: first what it would change, then all that was accepted in one step, or nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from csa_tracker.care.backups import automatic_backup
from csa_tracker.errors import UserError
from csa_tracker.packs.comparing import Outcome, PackLine, compare
from csa_tracker.packs.form import PackHead
from csa_tracker.packs.reading import ReadPack, read_pack
from csa_tracker.plan.change import REASON_NEEDED, with_consequences
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_these
from csa_tracker.plan.save import save_actions
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan

OURS, THEIRS = "ours", "theirs"
"""Answers to a conflict: what the plan says, or what the lead filled in."""
MERGE = "merge-pack"
_TOLD = 6


@dataclass(frozen=True, slots=True)
class PackPreview:
    """What a pack would change. `strays` are sentences about rows that name nothing of the pack."""

    head: PackHead
    pack: ReadPack
    lines: tuple[PackLine, ...]

    @property
    def strays(self) -> tuple[str, ...]:
        """Sentences about rows that were left out because they name nothing of the pack."""
        return self.pack.strays

    @property
    def conflicts(self) -> tuple[PackLine, ...]:
        """What was changed both here and in the pack."""
        return tuple(line for line in self.lines if line.outcome is Outcome.CONFLICT)

    @property
    def cannot(self) -> tuple[PackLine, ...]:
        """What cannot be taken."""
        return tuple(line for line in self.lines if line.outcome is Outcome.CANNOT)

    @property
    def counts(self) -> dict[str, int]:
        """Lines by outcome, and among those to take the updates and milestones."""
        outcomes = Counter(line.outcome for line in self.lines)
        taken = Counter(line.field for line in self.lines if line.outcome is Outcome.TAKE)
        return {str(outcome): outcomes[outcome] for outcome in Outcome} | {
            "updates": taken["update"],
            "milestones": taken["milestone"],
        }

    def as_json(self) -> dict[str, object]:
        """The preview as scripts read it (docs/cli.md)."""
        return {
            "pack": self.head.pack,
            "lead": self.head.lead,
            "made": self.head.made.isoformat(),
            "counts": self.counts,
            "changes": [
                {
                    "key": line.key, "ref": line.ref, "field": line.field, "label": line.label, "base": line.base,
                    "here": line.here, "there": line.there, "outcome": str(line.outcome), "reason": line.reason,
                    "needs_reason": line.needs_reason,
                }
                for line in self.lines
            ],
            "left_out": list(self.strays),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackResult:
    """What was brought in: actions changed, values, updates and milestones taken, what stayed as it was, remarks."""

    actions: int
    values: int
    updates: int
    milestones: int
    kept: int
    left_out: int
    notes: tuple[str, ...]


def preview_pack(plan: OpenPlan, file: Path) -> PackPreview:
    """Say what a pack would change; nothing is written.

    Raises UserError for a file that is no pack of this plan, or cannot be read.
    """
    return look_at(plan, read_pack(file))


def apply_pack(
    plan: OpenPlan,
    preview: PackPreview,
    *,
    choices: Mapping[str, str] | None = None,
    reason: str = "",
    leave_out: bool = False,
) -> PackResult:
    """Write what was accepted as one step. `choices` answers conflicts by key with OURS or THEIRS.

    `reason` is for changes that need one and whose row gives none. `leave_out` leaves out what cannot be taken, what
    lacks its reason, and conflicts without an answer; without it they are refused.
    Raises UserError then, and when the plan changed since the preview; nothing is written.
    """
    fresh = look_at(plan, preview.pack)
    if [_essence(line) for line in fresh.lines] != [_essence(line) for line in preview.lines]:
        raise UserError("pack-outdated", "The plan was changed since you looked at this pack.",
                        "Look at the pack again. Nothing was changed.")  # fmt: skip
    answers = _checked(fresh, choices or {})
    taken = [line for line in fresh.lines if _is_taken(line, answers, reason)]
    settled = {line.key for line in fresh.conflicts if line.key in answers and answers[line.key] == OURS}
    open_lines = [line for line in fresh.lines if line not in taken and line.key not in settled]
    if open_lines and not leave_out:
        raise _open(open_lines)
    drafts = _drafts(plan, taken, reason)
    unsafe = automatic_backup(plan) if drafts else ""
    if drafts:
        save_actions(plan, drafts, label=MERGE)
    counts = Counter(line.field for line in taken)
    return PackResult(
        actions=len({line.action for line in taken}),
        values=len(taken) - counts["update"] - counts["milestone"],
        updates=counts["update"],
        milestones=counts["milestone"],
        kept=len(settled),
        left_out=len(open_lines) + len(fresh.strays),
        notes=(*filter(None, [unsafe]), *(_left_words(line) for line in open_lines), *fresh.strays),
    )


def look_at(plan: OpenPlan, pack: ReadPack) -> PackPreview:
    """Say what a pack that was read would change. Raises UserError for one of another plan."""
    head = pack.kept.head
    if head.plan != plan_info(plan).plan_id:
        raise UserError(
            "pack-other-plan",
            f"{pack.file} is a pack of another plan, “{head.plan_name[:60]}”.",
            "Open that plan, then bring the pack back into it.",
        )
    actions = read_these(plan, [one.id for one in pack.kept.actions])
    lines = [_judged(plan, line, actions) for line in compare(pack, actions, today=plan.today)]
    return PackPreview(head, pack, tuple(lines))


def _judged(plan: OpenPlan, line: PackLine, actions: Mapping[str, Action]) -> PackLine:
    """The line as the rules of the plan see it: a move that is not open, a date before the start, a missing reason."""
    if line.outcome is Outcome.CANNOT or not line.fields:
        return line
    action, due = actions[line.action], line.fields.get("due_on")
    if isinstance(due, dt.date) and action.start is not None and due < action.start:
        start = show_date(action.start)
        return _refused(line, f"{line.ref}: the due date {show_date(due)} is before the start date, {start}.")
    try:
        with_consequences(plan, [_draft(line.action, line.fields)], reason=line.told, notes=False)
    except UserError as error:
        if error.code == REASON_NEEDED:
            return replace(line, needs_reason=True)
        return _refused(line, f"{line.ref}: {error.message}")
    return line


def _refused(line: PackLine, reason: str) -> PackLine:
    return replace(line, outcome=Outcome.CANNOT, reason=reason)


def _draft(action: str, fields: Mapping[str, Value]) -> ActionDraft:
    return ActionDraft(id=action, fields=dict(fields))


def _essence(line: PackLine) -> tuple[str, ...]:
    return (line.key, line.base, line.here, line.there, line.outcome, line.reason)


def _checked(preview: PackPreview, choices: Mapping[str, str]) -> Mapping[str, str]:
    known = {line.key for line in preview.conflicts}
    for key, answer in choices.items():
        if key not in known or answer not in (OURS, THEIRS):
            raise UserError("unknown-choice", f"There is nothing to decide about {key[:60]}, or not like that.",
                            f"Answer each conflict with {OURS} or {THEIRS}.")  # fmt: skip
    return choices


def _is_taken(line: PackLine, answers: Mapping[str, str], reason: str) -> bool:
    if line.outcome is Outcome.CANNOT or (line.needs_reason and not reason.strip()):
        return False
    return line.outcome is Outcome.TAKE or answers.get(line.key) == THEIRS


def _open(lines: list[PackLine]) -> UserError:
    listed = " ".join(_left_words(line) for line in lines[:_TOLD])
    more = f" And {len(lines) - _TOLD:,} more." if len(lines) > _TOLD else ""
    return UserError(
        "pack-asks",
        f"This pack has {many(len(lines), 'thing')} to settle first: {listed}{more}",
        "Settle them, or leave them out with --yes. Nothing was changed.",
    )


def _left_words(line: PackLine) -> str:
    """Why a line was left out, as a sentence."""
    if line.outcome is Outcome.CANNOT:
        return line.reason
    if line.needs_reason:
        return f"{line.ref}, {line.label}: {line.there or 'none'} needs a reason."
    return f"{line.ref}, {line.label}: changed here to “{line.here[:40]}” and in the pack to “{line.there[:40]}”."


def _drafts(plan: OpenPlan, taken: list[PackLine], reason: str) -> list[ActionDraft]:
    by_action: dict[str, list[PackLine]] = {}
    for line in taken:
        by_action.setdefault(line.action, []).append(line)
    drafts = []
    for action, lines in by_action.items():
        fields = {name: value for line in lines for name, value in line.fields.items()}
        draft = ActionDraft(
            id=action,
            fields=fields,
            updates=tuple(line.update for line in lines if line.update is not None),
            milestones=tuple(line.milestone for line in lines if line.milestone is not None),
        )
        given = next((line.told for line in lines if line.told), "") or reason
        # An update that tells the reason already needs no second one.
        drafts += with_consequences(plan, [draft], reason=given, notes=not draft.updates)
    return drafts
