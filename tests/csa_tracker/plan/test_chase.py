"""The text that asks a lead for what is missing: complete, friendly, and about nobody else's actions."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import typer
from typer.testing import CliRunner

from csa_tracker.cli import chase as verb
from csa_tracker.cli.session import CURRENT, Session
from csa_tracker.errors import UserError
from csa_tracker.plan.chase import answer_by, chase_leads, chase_text
from csa_tracker.plan.drafts import MilestoneDraft
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.rules.years import quarter_of
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import TODAY, add, an_update

POLICE = "Lancashire Constabulary"
WHOLE = """Dear Inspector at Lancashire Constabulary,

I am bringing Burnley plan up to date for Q3 2026/27 (1 October 2026 to 31 December 2026), and 2 actions that you lead \
need a word from you:

- P-1 Patrols (due 30 Sep 2026, 2 days ago; last update 1 Jul 2026)
  milestone: Rota agreed, due 1 Nov 2026
- P-2 Speed checks (due: Ongoing; no update so far)

Could you send me these by Friday 16 October 2026, for each of them:
- what has happened since the last update, in a sentence or two
- whether it is off track, at risk, on track or complete
- how far it is, in per cent, and which milestones are done
- where the due date has passed: a new date and the reason

If there is nothing new, a line to say so is enough. Thank you for your help.

Asha Khan
CSP coordinator, Burnley Council"""


@pytest.fixture
def police(plan: OpenPlan) -> OpenPlan:
    """A plan in which the police owe two updates and the fire service one."""
    lead = {"lead_organisation": POLICE, "lead_role": "Inspector"}
    first = add(plan, ref="P-1", title="Patrols", due_on=dt.date(2026, 9, 30), **lead)
    log_update(plan, first, an_update(made_on=dt.date(2026, 7, 1)))
    save_milestone(plan, first, MilestoneDraft(title="Rota\nagreed", due=dt.date(2026, 11, 1)))
    add(plan, ref="P-2", title="Speed checks", due_text="Ongoing", **lead)
    add(plan, ref="F-1", title="Home visits", lead_organisation="Fire and Rescue")
    log_update(plan, add(plan, ref="P-3", title="Told already", **lead), an_update())
    return plan


def test_the_whole_text(police: OpenPlan) -> None:
    assert chase_text(police, POLICE) == WHOLE


def test_one_action_is_spoken_of_as_one(police: OpenPlan) -> None:
    text = chase_text(police, "fire  and RESCUE")
    assert text.startswith("Dear colleague at Fire and Rescue,")
    assert "and one action that you lead needs a word from you:" in text
    assert ", for it:" in text
    assert "new date" not in text
    assert "P-1" not in text


def test_several_roles_are_greeted_together(police: OpenPlan) -> None:
    add(police, lead_organisation=POLICE, lead_role="Sergeant")
    assert chase_text(police, POLICE).startswith("Dear colleagues at Lancashire Constabulary,")


def test_two_spellings_of_a_lead_are_one(police: OpenPlan) -> None:
    add(police, ref="P-0", lead_organisation="lancashire  constabulary")
    assert [len(found) for found in chase_leads(police).values()] == [1, 3]


def test_a_lead_with_nothing_missing_is_refused(police: OpenPlan) -> None:
    with pytest.raises(UserError) as refused:
        chase_text(police, "Probation")
    assert refused.value.code == "nothing-to-chase"
    assert refused.value.message.startswith("Probation leads no action")


@pytest.mark.parametrize(
    ("today", "by"),
    [
        (TODAY, dt.date(2026, 10, 16)),
        (dt.date(2026, 10, 3), dt.date(2026, 10, 19)),  # two weeks on is a Saturday
        (dt.date(2026, 10, 4), dt.date(2026, 10, 19)),  # a Sunday
        (dt.date(2026, 12, 23), dt.date(2026, 12, 31)),  # the quarter ends sooner
        (dt.date(2026, 12, 31), dt.date(2027, 1, 14)),
        (dt.date(2027, 1, 26), dt.date(2027, 2, 9)),
    ],
)
def test_the_answer_is_wanted_in_two_weeks_on_a_working_day(today: dt.date, by: dt.date) -> None:
    assert answer_by(today, quarter_of(today)) == by


def run(plan: OpenPlan, *words: str) -> str:
    """What the verb prints about a plan that is closed first."""
    plan.close()
    app = typer.Typer()
    verb.register(app)
    CURRENT.set(
        Session(
            window=typer.Typer, plan_file=plan.path, profile_folder=plan.profile.folder, clock=plan.clock  # type: ignore[arg-type]
        )
    )  # fmt: skip
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_verb_writes_one_lead_or_all(police: OpenPlan) -> None:
    assert run(police, "--lead", POLICE.upper()).strip() == WHOLE
    everything = run(police)
    assert everything.index("Dear colleague at Fire and Rescue") < everything.index("Dear Inspector")


def test_the_verb_answers_scripts(police: OpenPlan) -> None:
    told = json.loads(run(police, "--lead", POLICE, "--json"))
    assert (told["quarter"], told["answer_by"]) == ("Q3 2026/27", "2026-10-16")
    (one,) = told["leads"]
    assert (one["lead"], one["owing"], one["overdue"], one["text"]) == (POLICE, ["P-1", "P-2"], ["P-1"], WHOLE)


def test_the_verb_says_when_nothing_is_missing(plan: OpenPlan) -> None:
    assert run(plan).strip() == "Every action has its update for Q3 2026/27, and none is overdue."
