"""Status and rating words of real plans."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.words import LifecycleReading, WordRefusal, read_lifecycle, read_rag, spelling
from csa_tracker.values import Lifecycle, Rag

LIFECYCLES = {
    Lifecycle.COMPLETE: "Complete Completed Done Closed Achieved Blue B Yes",
    Lifecycle.NOT_STARTED: "Not-started New Pending To-do Unassigned",
    Lifecycle.IN_PROGRESS: "In-progress On-target On-track Under-control Assigned Monitor Monitoring Started",
    Lifecycle.PAUSED: "Paused Suspended On-hold In-abeyance Deferred",
    Lifecycle.WITHDRAWN: "Withdrawn Deleted",
    Lifecycle.CARRIED_FORWARD: "Carried-forward Brought-forward Rolled-over",
}
RATINGS = {
    Rag.RED: "R Red Off-track Overdue Lagging Behind-schedule 🔴",
    Rag.AMBER: "A Amber Y Yellow Warning At-risk 🟠",
    Rag.GREEN: "G Green On-track 🟢",
    Rag.BLUE: "B Blue Complete 🔵",
}


@pytest.mark.parametrize(
    ("word", "lifecycle"), [(word, lifecycle) for lifecycle, words in LIFECYCLES.items() for word in words.split()]
)
def test_status_words(word: str, lifecycle: Lifecycle) -> None:
    assert read_lifecycle(word.replace("-", " ")) == LifecycleReading(lifecycle)
    assert read_lifecycle(f" {word.upper()} ") == LifecycleReading(lifecycle)


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_our_own_status_words_read_back(lifecycle: Lifecycle) -> None:
    assert read_lifecycle(lifecycle.word).lifecycle is lifecycle
    assert read_lifecycle(lifecycle.value).lifecycle is lifecycle


@pytest.mark.parametrize("word", ["Ongoing", "on-going", "Continuous", "ROLLING"])
def test_ongoing_work_is_in_progress_and_recurs(word: str) -> None:
    assert read_lifecycle(word) == LifecycleReading(Lifecycle.IN_PROGRESS, recurrence="ongoing")


@pytest.mark.parametrize("word", ["Superseded", "Cancelled", "No longer  appropriate", "Merged"])
def test_a_withdrawn_action_keeps_the_reason_as_written(word: str) -> None:
    assert read_lifecycle(word) == LifecycleReading(Lifecycle.WITHDRAWN, closure_reason=" ".join(word.split()))


@pytest.mark.parametrize("word", ["", "  ", "-"])
def test_a_blank_status_says_nothing(word: str) -> None:
    assert read_lifecycle(word) == LifecycleReading(None)


@pytest.mark.parametrize(("word", "rag"), [(word, rag) for rag, words in RATINGS.items() for word in words.split()])
def test_rating_words(word: str, rag: Rag) -> None:
    assert read_rag(word.replace("-", " ")) is rag
    assert read_rag(word.lower()) is rag


@pytest.mark.parametrize("word", ["", " ", "-", "N/A", "Grey", "none", "No update"])
def test_words_without_a_rating(word: str) -> None:
    assert read_rag(word) is None


def test_an_unknown_word_is_refused_with_the_words_there_are() -> None:
    with pytest.raises(WordRefusal) as status:
        read_lifecycle("Purple\nrain")
    assert status.value.message == "'Purple rain' is not a status."
    with pytest.raises(WordRefusal) as rating:
        read_rag("x" * 100)
    assert rating.value.message == f"'{'x' * 39}…' is not a rating."
    assert "R, A, G or B" in rating.value.next_step


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_lifecycle, read_rag):
        with suppress(WordRefusal):
            read(text)


@given(st.text())
def test_a_spelling_is_its_own_spelling(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)


@pytest.mark.parametrize("text", ["Anti-Social Behaviour", "anti social  behaviour", "ANTI–SOCIAL BEHAVIOUR"])
def test_case_spaces_and_punctuation_do_not_make_a_spelling(text: str) -> None:
    assert spelling(text) == "antisocialbehaviour"


def test_an_ampersand_is_and() -> None:
    assert spelling("Drug & alcohol") == spelling("drug and alcohol")
