"""The board paper's numbers and sentences, without a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.rating_look import BRAG_ORDER
from csa_tracker.reports.board_exceptions import SHOWN_AT_MOST
from csa_tracker.reports.board_values import BoardContent
from csa_tracker.reports.options import ReportOptions
from csa_tracker.values import Brag, Rag
from tests.csa_tracker.reports.builders import (
    AMBER,
    BLUE,
    CARRIED,
    GREEN,
    INFO,
    KEY_ISSUES,
    ONE_OF_EACH,
    PAUSED,
    RED,
    SILENT,
    TODAY,
    WITHDRAWN,
    content_of,
    mixed_plan,
    numbered,
)


def facts(content: BoardContent) -> dict[str, str]:
    return dict(content.facts)


@given(st.lists(st.tuples(st.sampled_from(ONE_OF_EACH), st.sampled_from((*KEY_ISSUES, None))), max_size=60))
def test_totals_always_equal_the_schedule(drawn: list) -> None:  # type: ignore[type-arg]  # (action, issue) pairs
    actions = numbered(
        [
            replace(action, key_issue=issue.code if issue else None, key_issue_label=issue.label if issue else "")
            for action, issue in drawn
        ]
    )
    content = content_of(actions)
    listed = [entry for group in content.schedule for entry in group.entries]
    assert content.counts.all == len(listed) == len(actions)
    assert content.counts.rated == sum(entry.brag is not None for entry in listed)
    for brag in BRAG_ORDER:
        count = sum(entry.brag is brag for entry in listed)
        assert content.counts.of(brag) == count == sum(row.counts.of(brag) for row in content.by_key_issue)
    assert sum(row.counts.all for row in content.by_key_issue) == len(actions)
    assert sum(count for _, count in content.grey_words) == content.counts.grey


def test_withdrawn_and_carried_forward_stand_outside_the_totals() -> None:
    content = content_of(numbered([GREEN, WITHDRAWN, CARRIED, CARRIED]))
    assert (content.counts.rated, content.counts.withdrawn, content.counts.carried_forward) == (1, 1, 2)
    assert "Listed but outside these totals: 1 withdrawn and 2 carried forward." in content.summary


def test_deleted_actions_are_nowhere() -> None:
    content = content_of(numbered([GREEN, replace(RED, deleted=True)]))
    assert content.counts.all == 1
    assert not content.exceptions


def test_key_issues_keep_the_agreements_order_and_empty_ones_are_said_in_words() -> None:
    cyber = replace(RED, key_issue="cyber-crime", key_issue_label="Cyber Crime")
    content = content_of(numbered([cyber, GREEN]))
    assert [row.label for row in content.by_key_issue] == [choice.label for choice in KEY_ISSUES]
    assert [group.heading for group in content.schedule] == ["Domestic Abuse: 1 action", "Cyber Crime: 1 action"]
    assert content.summary[-1].startswith("There are no actions yet for Violence Against Women and Girls, ")


def test_actions_without_or_with_another_key_issue_are_counted_in_rows_of_their_own() -> None:
    local = replace(GREEN, key_issue="hate-crime", key_issue_label="Hate crime")
    none = replace(GREEN, key_issue=None, key_issue_label="")
    content = content_of(numbered([none, local]))
    assert [row.label for row in content.by_key_issue[-2:]] == ["Hate crime", "No key issue yet"]


def test_short_labels_fall_back_to_the_full_one() -> None:
    shorts = [row.short for row in content_of([]).by_key_issue]
    assert shorts[2] == "Serious violence"
    assert shorts[4] == "Serious Organised Crime"


def test_an_empty_plan_says_so() -> None:
    content = content_of([])
    assert content.summary == ("The plan has no actions yet.", "None of the key issues has an action yet.")
    assert content.counts.all == 0
    assert not content.exceptions
    assert not content.schedule


@pytest.mark.parametrize(
    ("actions", "sentence"),
    [
        ([GREEN], "The plan has 1 rated action, which is on track."),
        ([SILENT], "The plan has 1 rated action, which is without an update."),
        ([RED, RED], "Of 2 rated actions, 2 are off track."),
        ([RED, BLUE, BLUE, PAUSED], "Of 4 rated actions, 1 is off track, 2 are complete and 1 is paused."),
    ],
)
def test_the_summary_reads_as_a_sentence(actions: list, sentence: str) -> None:  # type: ignore[type-arg]
    assert content_of(numbered(actions)).summary[0] == sentence


def test_exceptions_are_red_amber_and_silent_ones_only() -> None:
    content = content_of(numbered(ONE_OF_EACH))
    assert [(group.brag, group.heading, group.total) for group in content.exceptions] == [
        (Brag.RED, "Off track: 1 action", 1),
        (Brag.AMBER, "At risk: 1 action", 1),
        (Brag.GREY, "No update: 1 action", 1),
    ]


def test_the_most_overdue_exception_comes_first_and_undated_ones_last() -> None:
    late = [replace(RED, due=dt.date(2026, 9, day)) for day in (20, 3, 11)]
    content = content_of(numbered([replace(RED, due=None), *late]))
    assert [entry.ref for entry in content.exceptions[0].entries] == ["BUR-0003", "BUR-0004", "BUR-0002", "BUR-0001"]


def test_the_longest_silence_comes_first() -> None:
    silent = [replace(SILENT, latest_update_on=day) for day in (dt.date(2026, 5, 1), None, dt.date(2026, 2, 1))]
    content = content_of(numbered(silent))
    assert [entry.ref for entry in content.exceptions[0].entries] == ["BUR-0002", "BUR-0003", "BUR-0001"]


def test_long_lists_of_exceptions_are_counted_and_pointed_to() -> None:
    group = content_of(numbered([RED] * (SHOWN_AT_MOST + 7))).exceptions[0]
    assert len(group.entries) == SHOWN_AT_MOST
    assert group.total == SHOWN_AT_MOST + 7
    assert group.more == "These are the 50 with the earliest due dates. The schedule lists the other 7."


def test_the_reason_is_printed_once_beside_the_word() -> None:
    entry = content_of([RED]).exceptions[0].entries[0]
    assert (entry.rating_word, entry.why) == ("Off track", "12 days overdue.")


def test_the_owners_word_is_added_only_where_it_differs_and_is_not_said_already() -> None:
    differs = replace(RED, rag=Rag.GREEN)
    quoted = replace(differs, why="Off track: 12 days overdue; the owner says on track.")
    same = replace(RED, rag=Rag.RED)
    done = replace(BLUE, rag=Rag.AMBER)
    entries = [content_of([action]).schedule[0].entries[0] for action in (differs, quoted, same, done)]
    assert [entry.owner_word for entry in entries] == ["The owner says on track.", "", "", ""]


def test_due_dates_are_printed_as_dates_or_as_typed() -> None:
    actions = [GREEN, replace(GREEN, due=None, due_text="Ongoing"), replace(GREEN, due=None)]
    dues = [entry.due for entry in content_of(numbered(actions)).schedule[0].entries]
    assert dues == ["31 Mar 2027", "Ongoing", "No date"]


def test_what_is_missing_is_said() -> None:
    bare = replace(GREEN, areas=(), lead="", latest_update="", latest_update_on=None)
    entry = content_of([bare]).schedule[0].entries[0]
    assert (entry.areas, entry.lead, entry.latest_update) == ("No area given", "No lead given", "No update yet.")


def test_facts_have_defaults() -> None:
    assert facts(content_of([])) == {
        "Period": "October to December 2026 (quarter 3 of 2026/27)",
        "Data as at": "2 October 2026",
        "Meeting": "No meeting date given",
        "Author": "No author given",
        "Agreement": "Lancashire Community Safety Agreement, 2025 to 2028",
        "Protective marking": "OFFICIAL",
    }


def test_facts_are_those_chosen() -> None:
    options = ReportOptions(
        as_at=dt.date(2026, 9, 30),
        meeting_date=dt.date(2026, 10, 14),
        meeting="Responsible Authorities Board",
        author="Community Safety Manager",
        period="Quarter 2",
    )
    chosen = facts(content_of([], options=options))
    assert chosen["Data as at"] == "30 September 2026"
    assert chosen["Meeting"] == "Responsible Authorities Board, 14 October 2026"
    assert (chosen["Author"], chosen["Period"]) == ("Community Safety Manager", "Quarter 2")


def test_an_agreement_title_with_its_years_is_not_given_them_twice() -> None:
    info = replace(INFO, agreement_title="Lancashire Community Safety Agreement 2025 – 2028")
    assert facts(content_of([], info=info))["Agreement"] == "Lancashire Community Safety Agreement 2025 – 2028"


def test_the_paper_carries_the_highest_marking_of_plan_actions_and_choice() -> None:
    sensitive = replace(GREEN, marking="OFFICIAL-SENSITIVE")
    assert content_of([GREEN]).marking == "OFFICIAL"
    assert content_of([GREEN, sensitive]).marking == "OFFICIAL-SENSITIVE"
    assert content_of([sensitive], options=ReportOptions(marking="OFFICIAL")).marking == "OFFICIAL-SENSITIVE"
    assert content_of([], options=ReportOptions(marking="official sensitive")).marking == "OFFICIAL-SENSITIVE"
    assert content_of([], info=replace(INFO, marking="OFFICIAL-SENSITIVE")).marking == "OFFICIAL-SENSITIVE"


def test_a_deleted_action_does_not_raise_the_marking() -> None:
    assert content_of([replace(GREEN, marking="OFFICIAL-SENSITIVE", deleted=True)]).marking == "OFFICIAL"


@pytest.mark.parametrize("marking", ["SECRET", "TOP SECRET", "nonsense"])
def test_other_markings_are_refused(marking: str) -> None:
    with pytest.raises(UserError) as refusal:
        content_of([replace(GREEN, marking=marking)])
    assert refusal.value.code in ("marking-too-high", "unknown-marking")


def test_abbreviations_met_in_the_texts_are_expanded() -> None:
    content = content_of(
        [replace(AMBER, title="Share CCTV with the ICB", latest_update="See DA-04. VAWG lead absent.")]
    )
    assert [short for short, _ in content.abbreviations] == ["CCTV", "ICB", "VAWG"]


def test_the_key_explains_every_rating_and_the_rule_it_came_from() -> None:
    key = content_of([]).key
    assert [entry.brag for entry in key] == [*BRAG_ORDER, None]
    assert "28 days with fewer than 80%" in key[1].meaning
    assert "more than 92 days" in key[4].meaning


def test_thousands_of_actions_are_all_in_the_schedule() -> None:
    content = content_of(mixed_plan(3000))
    refs = [entry.ref for group in content.schedule for entry in group.entries]
    assert sorted(refs) == [f"BUR-{n:04d}" for n in range(1, 3001)]
    assert content.as_at == TODAY
