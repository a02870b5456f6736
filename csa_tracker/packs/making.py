"""Makes an update pack: the actions of one lead organisation, what may be filled in, and what it is compared with."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.exporting.pack_book import ActionLine, MilestoneLine, PackBook, write_pack_book
from csa_tracker.exporting.sheets import due_cell
from csa_tracker.packs.form import Kept, KeptAction, KeptMilestone, PackHead, kept_rows
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.vocabulary import folded, match_choice, read_vocabulary
from csa_tracker.rules.markings import OFFICIAL, OFFICIAL_SENSITIVE, highest
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan
from db.files import replace_atomically

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack that was written: for whom, what is in it, and how many actions were withheld as sensitive."""

    path: Path
    lead: str
    marking: str
    actions: int
    milestones: int
    withheld: int


@dataclass(frozen=True, slots=True)
class PackLead:
    """An organisation that leads actions: how many it would find in its pack, and how many of them are sensitive."""

    name: str
    actions: int
    sensitive: int


def pack_leads(plan: OpenPlan) -> list[PackLead]:
    """The organisations that lead actions outside the Bin, in alphabetical order."""
    found: dict[str, list[Action]] = {}
    names: dict[str, str] = {}
    for action in read_actions(plan):
        for name in led_by(action):
            names.setdefault(folded(name), name)
            found.setdefault(folded(name), []).append(action)
    counted = [
        PackLead(names[key], len(actions), sum(is_sensitive(one) for one in actions)) for key, actions in found.items()
    ]
    return sorted(counted, key=lambda lead: lead.name.casefold())


def make_pack(plan: OpenPlan, lead: str, target: Path, *, include_sensitive: bool = False) -> MadePack:
    """Write the pack of a lead organisation to `target` (.xlsx); what is marked OFFICIAL-SENSITIVE only when asked.

    Raises UserError for an organisation that leads nothing, another ending, or a file that cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        raise UserError("pack-ending", f"An update pack is a workbook, and {target.name} is not named like one.",
                        "End the name in .xlsx.")  # fmt: skip
    named, actions = led_actions(plan, lead)
    chosen = [action for action in actions if include_sensitive or not is_sensitive(action)]
    if not chosen:
        raise UserError(
            "pack-empty",
            f"Every action of {named} is marked {OFFICIAL_SENSITIVE}.",
            "Ask for them to be included, and send the pack only as that marking allows.",
        )
    info = plan_info(plan)
    head = PackHead(str(uuid.uuid4()), info.plan_id, info.name, named, plan.clock.now())
    marking = highest((action.marking for action in chosen), at_least=OFFICIAL)
    book = PackBook(
        head.lead,
        info.name,
        plan.today,
        marking,
        [_line(action) for action in chosen],
        [line for action in chosen for line in _milestones(action)],
        kept_rows(kept_of(head, chosen)),
    )
    replace_atomically(target, lambda stream: write_pack_book(stream, book))
    return MadePack(target, named, marking, len(chosen), len(book.milestones), len(actions) - len(chosen))


def kept_of(head: PackHead, actions: Sequence[Action]) -> Kept:
    """What the hidden sheet remembers of these actions."""
    milestones = [
        KeptMilestone(milestone.id, action.id, number, milestone.done)
        for action in actions
        for number, milestone in enumerate(action.milestones, start=1)
    ]
    return Kept(head, tuple(kept_action(action) for action in actions), tuple(milestones))


def kept_action(action: Action) -> KeptAction:
    """How an action stands now, as a pack remembers it."""
    due = due_cell(action)
    words = due if isinstance(due, str) else ""
    return KeptAction(action.id, action.ref, action.status, action.rag, action.percent, action.due, words)


def is_sensitive(action: Action) -> bool:
    """Whether an action may only be handed on when that was asked for."""
    return action.marking == OFFICIAL_SENSITIVE


def led_by(action: Action) -> list[str]:
    """The organisations that lead an action; several are parted by semicolons or lines."""
    parts = action.lead.replace("\n", ";").split(";")
    return [name for part in parts if (name := " ".join(part.split()))]


def led_actions(plan: OpenPlan, lead: str) -> tuple[str, list[Action]]:
    """The organisation that was named, in full or in short ("Police"), and the actions it leads.

    Raises UserError for an organisation that leads nothing.
    """
    leads = {folded(one.name): one.name for one in pack_leads(plan)}
    known = match_choice(read_vocabulary(plan, used=False).organisations, lead)
    wanted = folded(lead) if folded(lead) in leads or known is None else folded(known.label)
    named = leads.get(wanted, "")
    if not named:
        listed = "; ".join([*leads.values()][:_SHOWN]) + ("; …" if len(leads) > _SHOWN else "")
        raise UserError(
            "no-such-lead",
            f"No action in this plan is led by “{lead[:60]}”.",
            f"Use one of: {listed}." if leads else "Give actions a lead organisation first.",
        )
    return named, [action for action in read_actions(plan) if wanted in map(folded, led_by(action))]


def _line(action: Action) -> ActionLine:
    return ActionLine(
        action.ref, action.title, action.key_issue_label, action.latest_update, action.latest_update_on,
        action.status, action.rag, action.percent, due_cell(action), action.marking,
    )  # fmt: skip


def _milestones(action: Action) -> list[MilestoneLine]:
    return [
        MilestoneLine(action.ref, number, milestone.title, milestone.due, milestone.owner_role, milestone.done)
        for number, milestone in enumerate(action.milestones, start=1)
    ]
