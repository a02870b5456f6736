"""Verbs that link an action to issues, themes, causes, commitments, areas and partners, or end a link."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.actions import Ref
from csa_tracker.cli.output import emit, say
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import Exit, UserError
from csa_tracker.plan.as_json import action_json
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.naming import Named, read_links
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.plan.save import save_actions

Many = list[str] | None
Issues = Annotated[Many, typer.Option("--issue", help="A further key issue.")]
Themes = Annotated[Many, typer.Option("--theme", help="A cross-cutting theme.")]
Causes = Annotated[Many, typer.Option("--cause", help="A cause of the causes.")]
Commitments = Annotated[Many, typer.Option("--commitment", help="A commitment of the agreement.")]
Areas = Annotated[Many, typer.Option("--area", help="An area: GSS code or name.")]
Partners = Annotated[Many, typer.Option("--partner", help="An organisation that helps.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("link")(verb(link))
    app.command("unlink")(verb(unlink))


def link(
    ref: Ref,
    issue: Issues = None,
    theme: Themes = None,
    cause: Causes = None,
    commitment: Commitments = None,
    area: Areas = None,
    partner: Partners = None,
) -> None:
    """Link an action to what it also serves, where it happens and who helps."""
    _change(ref, _named(issue, theme, cause, commitment, area, partner), ending=False)


def unlink(
    ref: Ref,
    issue: Issues = None,
    theme: Themes = None,
    cause: Causes = None,
    commitment: Commitments = None,
    area: Areas = None,
    partner: Partners = None,
) -> None:
    """End links of an action."""
    _change(ref, _named(issue, theme, cause, commitment, area, partner), ending=True)


def _named(*groups: Many) -> Named:
    issues, themes, causes, commitments, areas, partners = (tuple(group or ()) for group in groups)
    return Named(issues=issues, themes=themes, causes=causes, commitments=commitments, areas=areas, partners=partners)


def _change(ref: str, named: Named, *, ending: bool) -> None:
    if named.nothing:
        raise UserError(
            "wrong-use",
            "Nothing to link was named.",
            "Add an option such as --theme or --area.",
            exit_code=Exit.WRONG_USE,
        )
    here = session()
    with here.open() as plan:
        action_id = find_action(plan, ref)
        links = read_links(plan, named)
        if ending:
            draft = ActionDraft(
                id=action_id,
                unlink_topics=links.topics,
                unlink_areas=links.areas,
                unlink_partners=links.partners,
            )
        else:
            draft = ActionDraft(id=action_id, topics=links.topics, areas=links.areas, partners=links.partners)
        save_actions(plan, [draft], label="unlink" if ending else "link")
        action = read_action(plan, action_id)
    if here.as_json:
        emit(action_json(action, whole=True))
    else:
        say(f"Saved {action.ref}.")
