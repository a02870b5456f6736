"""What cells mean: dates by column, ratings by word and colour, leads and names, earlier issues, dropped rows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csa_tracker.importing.labels import Labels, labels_of
from csa_tracker.importing.sheets import Cell
from csa_tracker.importing.tables import Further, Row
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.rules.dates import read_due
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.tables_made import Seen, read, row


@pytest.fixture
def labels(plan: OpenPlan) -> Labels:
    return labels_of(read_vocabulary(plan))


def due(labels: Labels, *cells: Cell, answers: dict[str, str] | None = None, tool: str = "") -> Seen:
    rows = [row(number, due=cell) for number, cell in enumerate(cells, start=2)]
    return read(labels, rows, answers, conventions={"dates": tool} if tool else {})


def days(seen: Seen) -> list[object]:
    return [action.fields.get("due_on") for action in seen.actions]


def test_day_first_is_the_rule_and_says_so(labels: Labels) -> None:
    seen = due(labels, "03/04/2026")
    assert days(seen) == [dt.date(2026, 4, 3)]
    assert (seen.open, seen.asks["dates:due"].chosen) == ([], "Day first")
    assert seen.asks["dates:due"].why == "The day comes first in the UK, and no date contradicts it."


def test_an_american_column_is_read_month_first_only_where_nothing_contradicts(labels: Labels) -> None:
    assert days(due(labels, "12/31/2025", "12/30/2026")) == [dt.date(2025, 12, 31), dt.date(2026, 12, 30)]
    assert due(labels, "12/31/2025", "31/12/2025").open == ["dates:due"]
    assert due(labels, "12/31/2025", "12/30/2025", "03/04/2026").open == ["dates:due"]
    assert days(due(labels, "03/04/2026", tool="month first")) == [dt.date(2026, 3, 4)]
    assert due(labels, "03/04/2026", "31/12/2026", tool="month first").open == ["dates:due"]


def test_while_the_order_is_open_no_date_in_numbers_is_taken(labels: Labels) -> None:
    seen = due(labels, "12/31/2025", "03/04/2026", "Mar-26")
    assert days(seen) == [None, None, dt.date(2026, 3, 31)]
    assert [action.waiting for action in seen.actions] == [1, 1, 0]
    answered = due(labels, "12/31/2025", "03/04/2026", answers={"dates:due": "day first"})
    assert answered.actions[0].problems == ["Row 2, Due: '12/31/2025' has no month 31."]
    assert days(answered)[1] == dt.date(2026, 4, 3)


def test_a_real_date_cell_is_always_taken_and_numbers_of_days_are_asked(labels: Labels) -> None:
    assert days(due(labels, dt.date(2026, 4, 3), "12/31/2025", "12/30/2025", "31/12/2026"))[0] == dt.date(2026, 4, 3)
    assert due(labels, 46112, "46113").open == ["serials:due"]
    seen = due(labels, 46112, "46113", answers={"serials:due": "Read them as dates"})
    assert days(seen) == [dt.date(2026, 3, 31), dt.date(2026, 4, 1)]


def test_a_number_among_dates_of_its_years_is_a_date_and_says_so(labels: Labels) -> None:
    seen = due(labels, dt.date(2026, 4, 3), "31/12/2026", 46112)
    assert (days(seen)[2], seen.open) == (dt.date(2026, 3, 31), [])
    assert seen.asks["serials:due"].why == "They are days of the same years as the dates beside them."
    assert days(due(labels, dt.date(2020, 4, 3), "31/12/2026", 46112))[2] is None


def test_real_dates_that_may_be_turned_round_are_asked_and_swapped(labels: Labels) -> None:
    cells = (dt.date(2026, 6, 5), "17/04/2027", dt.date(2026, 9, 7), "29/05/2027")
    seen = due(labels, *cells)
    assert seen.open == ["turned:due"]
    assert seen.asks["turned:due"].question.startswith("Row 2, Row 4: the real dates of 'Due' all have a day up to 12")
    assert [action.waiting for action in seen.actions] == [1, 0, 1, 0]
    swapped = days(due(labels, *cells, answers={"turned:due": "Swap day and month of these dates"}))
    assert swapped == [dt.date(2026, 5, 6), dt.date(2027, 4, 17), dt.date(2026, 7, 9), dt.date(2027, 5, 29)]
    assert days(due(labels, *cells, answers={"turned:due": "Leave them as they are"}))[0] == dt.date(2026, 6, 5)
    assert due(labels, *cells, dt.date(2026, 6, 15)).open == []


def test_a_reference_that_comes_again_for_another_action_may_have_lost_its_nought(labels: Labels) -> None:
    rows = [row(2, ref=1.1), row(3, ref=1.2), row(4, ref=1.1)]
    seen = read(labels, rows)
    assert (seen.open, [action.waiting for action in seen.actions]) == (["refs:tenths"], [0, 0, 1])
    assert [one.ref for one in read(labels, rows, {"refs:tenths": "Read it as 1.10"}).actions] == ["1.1", "1.2", "1.10"]
    assert [one.ref for one in read(labels, rows, {"refs:tenths": "Leave it as 1.1"}).actions] == ["1.1", "1.2", "1.1"]


@pytest.mark.parametrize(
    ("lead", "body", "role"),
    [
        ("Community Safety Manager, Wyre Council", "Wyre Council", "Community Safety Manager"),
        ("ASB Coordinator - Pendle BC", "Pendle BC", "ASB Coordinator"),
        ("Burnley BC (Licensing Officer)", "Burnley BC", "Licensing Officer"),
    ],
)
def test_a_post_and_its_body_in_one_cell_come_apart(labels: Labels, lead: str, body: str, role: str) -> None:
    [action] = read(labels, [row(2, lead=lead)]).actions
    assert (action.fields["lead_organisation"], action.fields["lead_role"]) == (body, role)


def test_two_councils_lead_and_partners_are_parted_at_commas(labels: Labels) -> None:
    [action] = read(labels, [row(2, lead="Burnley BC and Pendle BC", partners="Pubwatch, Street pastors")]).actions
    assert action.fields["lead_organisation"] == "Burnley BC"
    assert set(action.partners or ()) == {"Pendle BC", "Pubwatch", "Street pastors"}
    whole = "Department for Levelling Up, Housing and Communities"
    assert read(labels, [row(2, partners=whole)]).actions[0].partners == (whole,)


def test_dates_before_typed_updates_follow_what_their_column_shows(labels: Labels) -> None:
    text = "06/15/2026: survey done\n07/20/2026: order placed"
    answer = {"split:latest update": "Split into dated updates"}
    [action] = read(labels, [row(2, latest_update=text)], answer).actions
    assert [update.made_on for update in action.updates] == [dt.date(2026, 6, 15), dt.date(2026, 7, 20)]
    mixed = f"{text}\n31/07/2026: again"
    seen = read(labels, [row(2, latest_update=mixed)], answer)
    assert (seen.open, seen.actions[0].waiting > 0) == (["dates:latest update"], True)


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2079, 12, 31)))
def test_a_date_in_any_uk_form_reads_back_as_itself(day: dt.date) -> None:
    forms = "%d/%m/%Y|%d.%m.%y|%d-%m-%Y|%d/%m/%y|%d %B %Y|%d %b %Y|%d-%b-%y|%A %d %B %Y|%Y-%m-%d|%d/%m/%Y 00:00"
    for form in forms.split("|"):
        assert read_due(day.strftime(form), today=None).on == day, form


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Apr-Jun 2026", (2026, 6, 30)),
        ("01/04/2026 - 30/06/2026", (2026, 6, 30)),
        ("31/03/26 - revised 30/06/26", (2026, 6, 30)),
        ("end of 2026", (2026, 12, 31)),
        ("Q3 25/26", (2025, 12, 31)),
        ("2025/26", (2026, 3, 31)),
    ],
)
def test_periods_and_revisions_keep_their_words(text: str, on: tuple[int, int, int]) -> None:
    read = read_due(text, today=None)
    assert (read.on, read.text) == (dt.date(*on), text)


@pytest.mark.parametrize(
    ("text", "on"), [("2026-03-30T23:00:00.000Z", 31), ("2026-03-28T23:00:00Z", 28), ("2026-03-31T10:00:00Z", 31)]
)
def test_an_instant_is_the_day_it_was_in_the_uk(text: str, on: int) -> None:
    assert read_due(text, today=None).on == dt.date(2026, 3, on)


@pytest.mark.parametrize(
    ("text", "review"),
    [
        ("Ongoing", (2026, 12, 31)),
        ("Every March", (2027, 3, 31)),
        ("Annually", (2027, 3, 31)),
        ("Weekly", (2026, 10, 9)),
    ],
)
def test_work_without_an_end_has_a_review_date(labels: Labels, text: str, review: tuple[int, int, int]) -> None:
    seen = due(labels, text)
    fields = seen.actions[0].fields
    assert (fields["due_on"], fields["due_text"], fields["review_on"]) == (None, text, dt.date(*review))
    assert seen.open == []
    [ask] = seen.asks.values()
    assert "review_on" not in due(labels, text, answers={ask.id: "Without a review date"}).actions[0].fields


def test_words_that_name_no_day_are_kept_and_told(labels: Labels) -> None:
    [action] = due(labels, "by Easter 2027").actions
    assert (action.fields["due_on"], action.fields["due_text"]) == (None, "by Easter 2027")
    assert action.notes == ["Row 2, Due: 'by Easter 2027' names no day; the words are kept, without a date."]


def test_a_rating_may_be_only_a_colour(labels: Labels) -> None:
    rows = [row(2, fills={"rag": "#00B050"}, rag=None), row(3, fills={"rag": "#7030A0"}, rag=None)]
    seen = read(labels, rows)
    assert seen.actions[0].fields["owner_rag"] == "green"
    assert seen.open == ["colour:7030a0"]
    assert "Row 3: the rating is only a colour, purple (#7030A0)." in seen.asks["colour:7030a0"].question
    assert read(labels, rows, {"colour:7030a0": "Red"}).actions[1].fields["owner_rag"] == "red"


def test_a_word_on_another_colour_is_asked_once(labels: Labels) -> None:
    rows = [row(number, fills={"rag": "#FF0000"}, rag="A") for number in (2, 3)]
    assert read(labels, rows).open == ["rating:colours"]
    ratings = [action.fields["owner_rag"] for action in read(labels, rows, {"rating:colours": "The colours"}).actions]
    assert ratings == ["red", "red"]


def test_green_is_asked_where_it_could_mean_done(labels: Labels) -> None:
    done: Cell = dt.date(2026, 5, 1)
    rows = [row(2, rag="G", completed_on=done), row(3, rag="G", completed_on=done), row(4, rag="G", completed_on=None)]
    seen = read(labels, rows)
    assert (seen.open, seen.asks["rating:green"].options[0]) == (["rating:green"], "Complete")
    fields = read(labels, rows, {"rating:green": "Complete"}).actions[2].fields
    assert (fields["lifecycle"], fields["owner_rag"]) == ("complete", None)
    with_blue = [row(2, rag="G"), row(3, rag="B")]
    assert read(labels, with_blue).asks["rating:green"].why == "Blue is in the file as well, and blue means complete."


def test_the_files_own_key_counts(labels: Labels) -> None:
    seen = read(labels, [row(2, rag="G"), row(3, rag=2)], above=["Key: Green = Completed; 2 = at risk"])
    assert seen.actions[0].fields["lifecycle"] == "complete"
    assert seen.actions[1].fields["owner_rag"] == "amber"
    assert seen.asks["rating:green"].why == "The key of the file says that green is complete."


def test_a_change_takes_the_rating_of_now_and_tells_it(labels: Labels) -> None:
    [action] = read(labels, [row(2, rag="G→A")]).actions
    assert action.fields["owner_rag"] == "amber"
    assert action.notes == ["Row 2, Rag: 'G→A' says that it was green; it is amber now."]


def test_completed_dates_complete_and_conflicts_are_told(labels: Labels) -> None:
    day = dt.date(2026, 5, 1)
    rows = [row(2, completed_on=day), row(3, status="In progress", completed_on=day), row(4, completed_on="✓")]
    one, two, three = read(labels, rows).actions
    assert (one.fields["lifecycle"], one.fields["completed_on"]) == ("complete", day)
    assert two.fields["lifecycle"] == "in_progress"
    assert "the status counts" in two.notes[0]
    assert three.fields["lifecycle"] == "complete"
    [late] = read(labels, [row(2, completed_on=dt.date(2027, 1, 1))]).actions
    assert late.problems


def test_a_name_in_a_lead_column_is_offered_a_role(labels: Labels) -> None:
    rows = [row(2, lead="J. Smith (LCC)"), row(3, lead="Insp Jane Brown"), row(4, lead="Jane Doe, ASB Officer")]
    seen = read(labels, rows)
    offered = {ask: seen.asks[ask].options[0] for ask in seen.open}
    assert offered == {
        "person:jsmith": "Lead officer of Lancashire County Council",
        "person:janebrown": "Inspector",
        "person:janedoe": "ASB Officer",
    }
    answered = read(labels, rows, offered).actions
    assert (answered[0].fields["lead_organisation"], answered[2].fields["lead_role"]) == ("LCC", "ASB Officer")
    assert not any("Jane" in str(action.fields) for action in answered)


@pytest.mark.parametrize("body", ["Lancashire Constabulary", "Victim Support", "Lancashire Fire and Rescue Service"])
def test_an_organisation_is_no_person_and_stays_whole(labels: Labels, body: str) -> None:
    seen = read(labels, [row(2, lead=body)])
    assert (seen.open, seen.actions[0].fields["lead_organisation"]) == ([], body)


def test_the_first_of_several_leads_leads(labels: Labels) -> None:
    [action] = read(labels, [row(2, lead="Police / LFRS; LCC")]).actions
    assert (action.fields["lead_organisation"], action.partners) == ("Police", ("LFRS", "LCC"))
    assert action.notes == ["Row 2, Lead: Police is the lead; LFRS and LCC became partners."]
    [both] = read(labels, [row(2, lead="ASB Officer / LCC")], headings={"lead": "Lead Officer / Agency"}).actions
    assert (both.fields["lead_role"], both.fields["lead_organisation"]) == ("ASB Officer", "LCC")


def test_issues_of_the_earlier_agreement_come_over_by_the_crosswalk(labels: Labels) -> None:
    names = ("Child sexual exploitation (CSE)", "Violence against the person")
    seen = read(labels, [row(number, key_issue=name) for number, name in enumerate(names, start=2)])
    assert seen.asks["key_issue:childsexualexploitationcse"].why.startswith("From the 2017 agreement: ")
    assert seen.open == ["key_issue:violenceagainsttheperson"]
    assert seen.asks[seen.open[0]].options[0].startswith("Serious Violence")


def test_rows_crossed_out_or_hidden_are_asked_and_never_lost_silently(labels: Labels) -> None:
    rows = [row(2), row(3, dropped="struck through"), row(4, dropped="hidden")]
    assert read(labels, rows).open == ["dropped:struck", "dropped:hidden"]
    answers = {"dropped:struck": "Leave these rows out", "dropped:hidden": "Bring them in as withdrawn"}
    seen = read(labels, rows, answers).actions
    assert [action.left_out for action in seen] == [False, True, False]
    assert (seen[2].fields["lifecycle"], seen[2].fields["closure_reason"]) == ("withdrawn", "Hidden in the file")


def test_further_columns_are_kept_and_quarters_dated(labels: Labels) -> None:
    further = (Further("update", "Q1 update", "Good."), Further("description", "Notes 2", "More."))
    one = Row(3, {"title": "Do", "key_issue": "Road Safety"}, further=further)
    seen = read(labels, [one], above=["Action plan 2026/27"])
    [action] = seen.actions
    assert [(update.made_on, update.text) for update in action.updates] == [(dt.date(2026, 6, 30), "Good.")]
    assert action.fields["description"] == "Notes 2: More."
    assert (seen.open, seen.asks["year:quarters"].why) == ([], "The sheet says 2026/27.")
    assert read(labels, [one]).open == ["year:quarters"]


def test_updates_typed_into_the_action_are_offered_as_updates(labels: Labels) -> None:
    rows = [row(2, title="Meet weekly. 12/05/26: met PCSO. 03/06/26 - met again.")]
    seen = read(labels, rows)
    assert (seen.open, seen.asks["split:title"].options[0]) == (["split:title"], "Split into dated updates")
    [split] = read(labels, rows, {"split:title": "Split into dated updates"}).actions
    assert split.fields["title"] == "Meet weekly."
    assert [(update.made_on.isoformat(), update.text, update.author) for update in split.updates] == [
        ("2026-05-12", "met PCSO.", "Not recorded"),
        ("2026-06-03", "met again.", "Not recorded"),
    ]
    [kept] = read(labels, rows, {"split:title": "Keep the text as it is"}).actions
    assert (kept.fields["title"], kept.updates) == (rows[0].cells["title"], [])


def test_markings_no_longer_used_are_asked_and_noughts_of_references_come_back(labels: Labels) -> None:
    rows = [row(2, ref=1.1, marking="PROTECT"), row(3, ref=1.9, marking=None), row(4, ref=1.1, marking=None)]
    seen = read(labels, rows)
    assert seen.open == ["marking:protect"]
    assert [action.ref for action in seen.actions] == ["1.1", "1.9", "1.10"]
    assert [action.ref for action in read(labels, rows, {"refs:tenths": "Leave it as 1.1"}).actions][2] == "1.1"


def test_unseen_characters_go_and_endless_texts_are_refused(labels: Labels) -> None:
    clean, long = read(labels, [row(2, title="Do\x07 it"), row(3, description="x" * 300_000)]).actions
    assert (clean.fields["title"], len(clean.notes)) == ("Do it", 1)
    assert long.problems == [
        "Row 3, Description: the text is 300,000 characters long; at most 100,000 can be brought in."
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)), min_size=1, max_size=8))
def test_day_first_columns_never_flip(labels: Labels, data: list[dt.date]) -> None:
    seen = due(labels, *(day.strftime("%d/%m/%Y") for day in data))
    assert days(seen) == data
