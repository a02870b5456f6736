"""What was removed for good is nowhere any more, neither shown nor in the file nor beside it; all else stands."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.care.backups import make_backup
from csa_tracker.care.check import check_plan
from csa_tracker.care.due import after_opening
from csa_tracker.care.restore import restore_plan
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.history import GONE, action_history, restore_value
from csa_tracker.plan.moments import action_on
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.publishing import publish_report, reprint_report
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.removing import Removal, count_backups, find_alike, find_words, remove_for_good, renew_backups
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.search import search
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.plan.written import keep_written, read_written, update_key
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from db.log.digest import log_digest
from db.meta import REMOVAL_DUE, get_fact
from tests.csa_tracker.plan.drafting import TODAY, add, an_update, change

NAME = "Jane Zebedee-Doe"
SHOWN = "[removed on 2 Oct 2026]"
WHY = "a person's name"


def remove(plan: OpenPlan, words: str = NAME) -> Removal:
    """Remove every value with these words."""
    return remove_for_good(plan, [one.head for one in find_words(plan, words)], WHY)


def bytes_with(folder: Path, words: str) -> list[str]:
    """Files below a folder in which the words stand, in capitals or not."""
    wanted = words.casefold().encode()
    return [str(path) for path in folder.rglob("*") if path.is_file() and wanted in path.read_bytes().lower()]


@pytest.fixture
def own(tmp_path: Path) -> Profile:
    """A profile whose files these tests may read byte by byte."""
    made = Profile(tmp_path / "profile")
    made.set_identity(name="Asha Khan", role="CSP coordinator", organisation="Burnley Council")
    return made


@pytest.fixture
def plan(plan_file: Path, own: Profile, clock: Clock) -> Iterator[OpenPlan]:
    """A plan in which a name was typed: as a title that was changed since, and in an update."""
    opened = open_plan(plan_file, profile=own, clock=clock)
    action = add(opened, ref="BUR-0001", title=f"Visit {NAME} at home", description="Weekly")
    change(opened, action, title="Weekly visits")
    log_update(opened, action, an_update(f"Met {NAME.upper()} on Monday"))
    add(opened, ref="BUR-0002", title="Patrols")
    yield opened
    opened.close()


def test_every_value_with_the_words_is_found_also_old_ones(plan: OpenPlan) -> None:
    found = find_words(plan, NAME)
    assert [(one.ref, one.where, one.text, one.by, one.shown) for one in found] == [
        ("BUR-0001", "Title", f"Visit {NAME} at home", "Asha Khan", False),
        ("BUR-0001", "Update", f"Met {NAME.upper()} on Monday", "Asha Khan", True),
    ]
    assert find_words(plan, "nobody of this name") == []


def test_quotation_marks_and_backslashes_are_found_as_typed(plan: OpenPlan) -> None:
    add(plan, ref="BUR-0003", title='The "White Horse" on C:\\Road')
    assert [one.ref for one in find_words(plan, '"white horse" on c:\\')] == ["BUR-0003"]
    assert find_words(plan, "%_%") == []


def test_what_is_removed_is_not_shown_found_or_brought_back(plan: OpenPlan) -> None:
    action = find_action(plan, "BUR-0001")
    done = remove(plan)
    assert (done.values, done.refs, done.warning) == (2, ("BUR-0001",), "")
    shown = read_action(plan, action)
    assert shown.title == "Weekly visits"
    assert [update.text for update in shown.updates] == [SHOWN]
    entries = {(one.field, one.before, one.after) for one in action_history(plan, action)}
    assert {("title", "", SHOWN), ("title", SHOWN, "Weekly visits"), ("update", "", SHOWN), (GONE, "", WHY)} <= entries
    assert not search(plan, "zebedee")
    (first,) = [one for one in action_history(plan, action) if one.after == SHOWN and one.field == "title"]
    assert first.removed
    with pytest.raises(UserError, match="removed for good"):
        restore_value(plan, action, first)
    assert find_words(plan, NAME) == []
    assert action_on(plan, TODAY, action).updates[0].text == "[removed]"


def test_no_byte_of_it_is_left_in_the_plan_or_the_profile(plan: OpenPlan, tmp_path: Path) -> None:
    keep_written(plan, update_key(find_action(plan, "BUR-0001")), f"Visit {NAME} at home, again")
    assert bytes_with(tmp_path, NAME)
    remove(plan)
    assert bytes_with(tmp_path, "zebedee") == []
    plan.close()
    assert bytes_with(tmp_path, "zebedee") == []


def head_of(plan: OpenPlan, ref: str, text: str) -> tuple[str, int]:
    """The change that wrote this text."""
    return next(one.head for one in action_history(plan, find_action(plan, ref)) if one.after == text)


def test_a_draft_with_the_words_goes_and_any_other_stays(plan: OpenPlan) -> None:
    remaining = update_key(find_action(plan, "BUR-0002"))
    keep_written(plan, update_key(find_action(plan, "BUR-0001")), f"Visit {NAME} at home, again")
    keep_written(plan, remaining, "Patrols began")
    remove(plan)
    assert [one.key for one in read_written(plan)] == [remaining]


def test_the_log_keeps_its_seals_and_a_rebuild_shows_the_same(plan: OpenPlan) -> None:
    with plan.store.reading() as connection:
        before = connection.exec_driver_sql("SELECT id FROM txn ORDER BY pk").scalars().all()
    remove(plan)
    with plan.store.reading() as connection:
        after = connection.exec_driver_sql("SELECT id FROM txn ORDER BY pk").scalars().all()
    assert after[: len(before)] == before
    assert check_plan(plan).ok
    shown = [(one.title, [update.text for update in one.updates]) for one in read_actions(plan)]
    assert check_plan(plan, rebuild=True).ok
    assert [(one.title, [update.text for update in one.updates]) for one in read_actions(plan)] == shown


def test_a_value_that_is_only_missing_is_still_a_fault(plan: OpenPlan) -> None:
    remove(plan)
    with plan.store.writing() as connection:
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        connection.exec_driver_sql("UPDATE op SET value = NULL WHERE field = 'description'")
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")
    assert any("1 changes have lost their value" in problem for problem in check_plan(plan).problems)


def test_a_published_paper_that_names_it_is_let_go_of(plan: OpenPlan, tmp_path: Path) -> None:
    change(plan, find_action(plan, "BUR-0001"), title=f"Call {NAME}")
    published, _ = publish_report(plan, "board")
    other, _ = publish_report(plan, "coverage")
    remove(plan)
    with pytest.raises(UserError, match="cannot be made again as it was published"):
        reprint_report(plan, str(published.number), tmp_path / "again.pdf")
    reprint_report(plan, str(other.number), tmp_path / "other.pdf")
    with plan.store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT content FROM published_paper").scalars().all()
    assert len(kept) == 1
    assert b"Zebedee" not in zlib.decompress(kept[0])


def test_undo_passes_a_removal_by(plan: OpenPlan) -> None:
    remove(plan)
    assert next_steps(plan).undo == "adding of 1 action"
    undo(plan)
    undo(plan)
    assert read_action(plan, find_action(plan, "BUR-0001")).updates == ()
    assert find_words(plan, NAME) == []


def test_undoing_a_change_whose_old_text_is_gone_leaves_it(plan: OpenPlan) -> None:
    action = find_action(plan, "BUR-0002")
    change(plan, action, title="Evening patrols")
    remove(plan, "Patrols")
    with pytest.raises(UserError, match="cannot be undone"):
        undo(plan)
    assert read_action(plan, action).title == SHOWN


def test_a_removed_title_can_be_typed_anew(plan: OpenPlan) -> None:
    action = find_action(plan, "BUR-0002")
    remove(plan, "Patrols")
    assert read_action(plan, action).title == SHOWN
    assert change(plan, action, title="Walks").title == "Walks"


@pytest.mark.parametrize(("words", "code"), [("ab", "too-few-letters"), ("  a ", "too-few-letters")])
def test_too_few_letters_are_refused(plan: OpenPlan, words: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        find_words(plan, words)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("reason", "code"), [("", "no-reason"), (" ", "no-reason"), (f"Visit {NAME} at home", "reason-repeats")]
)
def test_a_removal_without_a_fitting_reason_removes_nothing(plan: OpenPlan, reason: str, code: str) -> None:
    found = find_words(plan, NAME)
    with pytest.raises(UserError) as refused:
        remove_for_good(plan, [one.head for one in found], reason)
    assert refused.value.code == code
    assert find_words(plan, NAME) == found


def test_choices_dates_and_numbers_are_not_removed(plan: OpenPlan) -> None:
    action = find_action(plan, "BUR-0001")
    entry = next(one for one in action_history(plan, action) if one.field == "key_issue")
    with pytest.raises(UserError, match="no words to remove"):
        find_alike(plan, entry.head)
    with pytest.raises(UserError, match="no words to remove"):
        remove_for_good(plan, [entry.head], WHY)


def test_the_same_text_elsewhere_goes_with_it(plan: OpenPlan) -> None:
    add(plan, ref="BUR-0004", title="Weekly visits")
    found = find_alike(plan, head_of(plan, "BUR-0001", "Weekly visits"))
    assert [one.ref for one in found] == ["BUR-0001", "BUR-0004"]


def test_many_values_go_in_one_step(plan: OpenPlan) -> None:
    action = add(plan, ref="BUR-0005", title="Start")
    for number in range(40):
        save_actions(plan, [ActionDraft(id=action, fields={"title": f"{NAME} {number}"})], label="change-action")
    with plan.store.reading() as connection:
        before = log_digest(connection)
    assert remove(plan).values == 42
    with plan.store.reading() as connection:
        assert log_digest(connection) != before
    assert find_words(plan, NAME) == []


def test_older_backups_are_counted_and_go_when_asked(plan: OpenPlan, tmp_path: Path) -> None:
    make_backup(plan)
    assert remove(plan).backups == count_backups(plan) == 1
    assert bytes_with(tmp_path, NAME)
    assert renew_backups(plan) == 1
    assert count_backups(plan) == 1
    assert bytes_with(tmp_path, NAME) == []


def test_an_old_backup_put_back_does_not_bring_it_back(
    plan: OpenPlan, plan_file: Path, own: Profile, clock: Clock, tmp_path: Path
) -> None:
    kept = make_backup(plan, tmp_path / "old.cspbak").path
    remove(plan)
    plan.close()
    restore_plan(kept, plan_file, profile=own, clock=clock)
    with open_plan(plan_file, profile=own, clock=clock) as back:
        assert find_words(back, NAME) == []
        assert check_plan(back).ok
    kept.unlink()
    for backup in (own.folder / "backups").rglob("*.cspbak"):
        backup.unlink()
    assert bytes_with(tmp_path, NAME) == []


def test_what_could_not_be_cleared_away_is_due_until_it_can(
    plan: OpenPlan, plan_file: Path, own: Profile, clock: Clock
) -> None:
    other = open_plan(plan_file, profile=own, clock=clock)
    try:
        with other.store.reading() as reading:  # the journal cannot be emptied meanwhile
            reading.exec_driver_sql("SELECT count(*) FROM op").scalar_one()
            assert remove(plan).warning == ""
            assert due(plan) == "[]"
    finally:
        other.close()
    assert after_opening(plan) == []
    assert due(plan) is None
    for backup in plan_file.parent.rglob("*.cspbak"):
        backup.unlink()
    assert bytes_with(plan_file.parent, NAME) == []


def due(plan: OpenPlan) -> str | None:
    """What is kept of texts whose copies are not cleared away."""
    with plan.store.reading() as connection:
        return get_fact(connection, REMOVAL_DUE)
