"""Verbs about actions: add, list, show, set, delete, restore."""

from __future__ import annotations

from typing import Annotated

import orjson
import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import Exit, UserError
from csa_tracker.filters import parse_filter
from csa_tracker.plan.as_json import action_json
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.entry import read_entry
from csa_tracker.plan.lists import SORTS, ListQuery, list_keys, read_rows
from csa_tracker.plan.naming import Named, read_links
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action, Head
from csa_tracker.workspace import OpenPlan

Ref = Annotated[str, typer.Argument(help="The action's reference, such as BUR-0014.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("add")(verb(add))
    app.command("list")(verb(list_))
    app.command("show")(verb(show))
    app.command("set")(verb(set_))
    app.command("delete")(verb(delete))
    app.command("restore")(verb(restore))


def add(
    title: Annotated[str, typer.Option(help="What will be done, in one sentence.")],
    issue: Annotated[str, typer.Option(help="The key issue it serves: a code or label.")],
    also_issue: Annotated[list[str] | None, typer.Option(help="A further key issue (may be repeated).")] = None,
    theme: Annotated[list[str] | None, typer.Option(help="A cross-cutting theme (may be repeated).")] = None,
    cause: Annotated[list[str] | None, typer.Option(help="A cause of the causes (may be repeated).")] = None,
    commitment: Annotated[
        list[str] | None, typer.Option(help="A commitment of the agreement (may be repeated).")
    ] = None,
    area: Annotated[list[str] | None, typer.Option(help="An area: GSS code or name (may be repeated).")] = None,
    partner: Annotated[list[str] | None, typer.Option(help="An organisation that helps (may be repeated).")] = None,
    lead: Annotated[str, typer.Option(help="Lead organisation.")] = "",
    lead_role: Annotated[str, typer.Option(help="The post that leads, not a person's name.")] = "",
    board: Annotated[str, typer.Option(help="The board it reports to.")] = "",
    start: Annotated[str, typer.Option(help="Start date.")] = "",
    due: Annotated[str, typer.Option(help="Due date, a period such as “Dec 2026”, or words such as “Ongoing”.")] = "",
    status: Annotated[str, typer.Option(help="not_started, in_progress, paused, complete ...")] = "not_started",
    rag: Annotated[str, typer.Option(help="The owner's rating: red, amber or green.")] = "",
    percent: Annotated[str, typer.Option(help="Progress, 0 to 100.")] = "",
    measure: Annotated[str, typer.Option(help="How success will be known.")] = "",
    description: Annotated[str, typer.Option(help="More about it.")] = "",
    marking: Annotated[str, typer.Option(help="OFFICIAL or OFFICIAL-SENSITIVE.")] = "",
) -> None:
    """Add an action."""
    typed = {
        "title": title, "key_issue": issue, "lead": lead, "lead_role": lead_role, "board": board, "start": start,
        "due": due, "status": status, "rag": rag, "percent": percent, "measure": measure, "description": description,
        "marking": marking,
    }  # fmt: skip
    here = session()
    with here.open() as plan:
        fields: dict[str, Value] = {}
        for name, text in typed.items():
            if text or name in ("title", "key_issue"):
                fields |= read_entry(plan, name, text)
        named = Named(
            issues=tuple(also_issue or ()),
            themes=tuple(theme or ()),
            causes=tuple(cause or ()),
            commitments=tuple(commitment or ()),
            areas=tuple(area or ()),
            partners=tuple(partner or ()),
        )
        links = read_links(plan, named)
        draft = ActionDraft(fields=fields, topics=links.topics, areas=links.areas, partners=links.partners)
        (action_id,) = save_actions(plan, [draft], label="add-action")
        _tell(plan, action_id, "Added", as_json=here.as_json)


def list_(
    words: Annotated[list[str] | None, typer.Argument(help="Words, or due:<30d rating:red issue:exploitation.")] = None,
    sort: Annotated[str, typer.Option(help=f"One of {', '.join(SORTS)}.")] = "ref",
    in_bin: Annotated[bool, typer.Option("--bin", help="List what is in the Bin.")] = False,
) -> None:
    """List actions."""
    if sort not in SORTS:
        raise UserError("bad-sort", f"Actions cannot be sorted by “{sort[:40]}”.", f"Use one of: {', '.join(SORTS)}.")
    here = session()
    with here.open() as plan:
        typed = " ".join(_as_typed(word) for word in words or ())
        for problem in parse_filter(typed, today=plan.today).problems:
            note(problem.sentence)
        keys = list_keys(plan, ListQuery(text=typed, sort=sort, deleted=in_bin))
        rows = read_rows(plan, keys)
        if here.as_json:
            whole = {action.id: action for action in read_actions(plan, deleted=in_bin)}
            emit({"actions": [action_json(whole[row.id], whole=False) for row in rows]})
            return
    if not rows:
        say("No actions match." if words else "The Bin is empty." if in_bin else "No actions yet.")
        return
    table(
        ("Ref", "Rating", "Due", "Action", "Lead"),
        [(r.ref, r.rating_word, r.due_text or (show_date(r.due) if r.due else ""), r.title, r.lead) for r in rows],
    )


def _as_typed(word: str) -> str:
    """A word as it stood before the shell took its quotation marks away: issue:road safety -> issue:"road safety"."""
    key, colon, value = word.partition(":")
    if not any(character.isspace() for character in word) or '"' in word:
        return word
    return f'{key}:"{value}"' if colon and key.isalpha() else f'"{word}"'


def show(ref: Ref) -> None:
    """Show one action whole."""
    here = session()
    with here.open() as plan:
        action = read_action(plan, find_action(plan, ref))
    if here.as_json:
        emit(action_json(action, whole=True))
    else:
        say(*lines_of(action))


def set_(
    ref: Ref,
    assignments: Annotated[list[str], typer.Argument(help="FIELD=VALUE ...; an empty value clears the field.")],
    base: Annotated[str, typer.Option(help="The heads that `show --json` gave, as JSON.")] = "",
    reason: Annotated[str, typer.Option(help="Why: for a later due date, withdrawing, reopening ...")] = "",
) -> None:
    """Change fields of an action."""
    here = session()
    bases = _read_base(base) if base else None
    with here.open() as plan:
        fields: dict[str, Value] = {}
        for assignment in assignments:
            name, equals, text = assignment.partition("=")
            if not equals:
                raise UserError(
                    "wrong-use",
                    f"“{assignment[:40]}” has no equals sign.",
                    "Write FIELD=VALUE, such as percent=40.",
                    exit_code=Exit.WRONG_USE,
                )
            fields |= read_entry(plan, name.strip(), text)
        action_id = find_action(plan, ref)
        draft = ActionDraft(id=action_id, fields=fields, base=bases)
        change_actions(plan, [draft], reason=reason, deed="change-action")
        _tell(plan, action_id, "Saved", as_json=here.as_json)


def delete(ref: Ref) -> None:
    """Move an action to the Bin."""
    here = session()
    with here.open() as plan:
        action_id = find_action(plan, ref)
        delete_actions(plan, [action_id])
        _tell(plan, action_id, "Moved to the Bin:", as_json=here.as_json)


def restore(ref: Ref) -> None:
    """Take an action out of the Bin."""
    here = session()
    with here.open() as plan:
        action_id = find_action(plan, ref)
        restore_actions(plan, [action_id])
        _tell(plan, action_id, "Restored", as_json=here.as_json)


def _read_base(text: str) -> dict[str, tuple[Head, ...]]:
    try:
        given = orjson.loads(text)
        return {str(field): tuple(_head(head) for head in heads) for field, heads in given.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise UserError(
            "bad-base",
            "The text after --base is not the heads of an action.",
            "Copy the heads object of `action show --json`.",
        ) from error


def _head(text: str) -> Head:
    name, _, index = text.partition(":")
    if len(bytes.fromhex(name)) != 32:
        raise ValueError("not a head")
    return name, int(index)


def _tell(plan: OpenPlan, action_id: str, verb: str, *, as_json: bool) -> None:
    action = read_action(plan, action_id)
    if as_json:
        emit(action_json(action, whole=True))
    else:
        say(f"{verb} {action.ref}. {action.why}")


def lines_of(action: Action) -> list[str]:
    """An action whole, as lines to read."""
    facts = (
        ("Key issue", ", ".join([action.key_issue_label, *(action.labels[code] for code in action.also_key_issues)])),
        ("Themes", "; ".join(action.labels[code] for code in action.themes)),
        ("Areas", ", ".join(action.areas)),
        ("Lead", ", ".join(filter(None, [action.lead, action.lead_role]))),
        ("Partners", ", ".join(action.partners)),
        ("Reports to", action.board),
        ("Status", action.status.word if action.status else ""),
        ("Start", show_date(action.start) if action.start else ""),
        ("Due", " · ".join(filter(None, [show_date(action.due) if action.due else "", action.due_text]))),
        ("Progress", f"{action.percent} %" if action.percent is not None else ""),
        ("Measure", action.measure),
        ("Conflicts", ", ".join(action.conflicts)),
    )
    lines = [f"{action.ref}  {action.title}", action.why, *(f"{name}: {text}" for name, text in facts if text)]
    for place, milestone in enumerate(action.milestones, start=1):
        when = (
            f"done {show_date(milestone.done)}"
            if milestone.done
            else f"due {show_date(milestone.due)}"
            if milestone.due
            else "no date"
        )
        lines.append(f"Milestone {place}: {milestone.title} ({when})")
    lines += [f"{show_date(update.made_on)}  {update.author}: {update.text}" for update in action.updates]
    return ["In the Bin.", *lines] if action.deleted else lines
