"""What is exported comes back as it was: a workbook and CSV files import again without a single change."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.exporting.export import export_plan
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import preview_import
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.vocabulary import Vocabulary, read_vocabulary
from csa_tracker.values import Action, Rag
from csa_tracker.workspace import OpenPlan, create_plan
from resources import file_path
from tests.csa_tracker.exporting.conftest import CLOCK

TODAY = dt.date(2026, 10, 2)
SAMPLE = "samples/Lancashire_CSP_action_plan_example.xlsx"
TEXTS = (
    "=1+1",
    " +44 1282 000000",
    "-bullet\n@home",
    "'=quoted",
    "''twice",
    "'plain apostrophe",
    "\ttab first",
    "＝full width",
    "<b>bold</b> & {braces} %s",
    "emoji 🚧 and שלום and a\u202eb",
    "nul \0 inside \x07 and _x0041_",
    'line one\nline two;with,all|delimiters\t"quoted"',
    "long " + "word" * 25_000,
    "emoji " + "🚧" * 20_000,
)


def import_sample(plan: OpenPlan) -> None:
    with file_path(SAMPLE) as source:
        apply_import(plan, preview_import(plan, [source], today=TODAY))


def wild_drafts(vocabulary: Vocabulary) -> list[ActionDraft]:
    """Actions with every kind of text in every text field, and dates, links and progress."""
    issue, theme = vocabulary.key_issues[0].id, vocabulary.themes[0].id
    drafts = []
    for number, text in enumerate(TEXTS):
        drafts.append(
            ActionDraft(
                fields={
                    "title": text,
                    "description": text,
                    "key_issue": issue,
                    "lead_organisation": text[:200],
                    "lead_role": text[:200],
                    "measure_of_success": text,
                    "board": text[:200],
                    "percent": number,
                    "start_on": dt.date(1900, 1, 1),
                    "due_on": dt.date(2199, 12, 31),
                    "marking": "OFFICIAL",
                },
                topics=frozenset({theme, vocabulary.causes[0].id, vocabulary.commitments[0].id}),
                areas=frozenset({vocabulary.areas[number].id}),
                partners=("Police; Fire", "Schools") if number == 0 else ("=Police", "Schools"),
                updates=(UpdateDraft(text=text, made_on=TODAY, author=text[:100], rag=Rag.AMBER, percent=3),),
                milestones=(MilestoneDraft(title=text, due=TODAY, done=TODAY, owner_role=text[:100]),),
            )
        )
    return drafts


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "OUT.CSV"])
def test_the_sample_exports_and_imports_without_a_change(plan: OpenPlan, tmp_path: Path, name: str) -> None:
    import_sample(plan)
    files = export_plan(plan, tmp_path / name)
    preview = preview_import(plan, [files[0]], today=TODAY)
    assert preview.asks == ()
    assert [row for row in preview.rows if row.outcome != "duplicate"] == []
    assert len(preview.rows) == 60


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_every_text_exports_and_imports_without_a_change(plan: OpenPlan, tmp_path: Path, name: str) -> None:
    save_actions(plan, wild_drafts(read_vocabulary(plan)), label="test")
    files = export_plan(plan, tmp_path / name)
    preview = preview_import(plan, [files[0]], today=TODAY)
    assert [(row.reasons, row.values) for row in preview.rows if row.outcome != "duplicate"] == []
    assert len(preview.rows) == len(TEXTS)


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_an_export_makes_the_same_plan_elsewhere(plan: OpenPlan, tmp_path: Path, name: str) -> None:
    import_sample(plan)
    files = export_plan(plan, tmp_path / name)
    with create_plan(
        tmp_path / "other.csplan", partnership="PAN", name="Other", profile=plan.profile, clock=CLOCK
    ) as other:
        apply_import(other, preview_import(other, [files[0]], today=TODAY))
        assert [essence(action) for action in read_actions(other)] == [essence(action) for action in read_actions(plan)]


def essence(action: Action) -> tuple[object, ...]:
    """Everything of an action that is not an id."""
    updates = [(u.made_on, u.author, u.text, u.rag, u.percent) for u in action.updates]
    milestones = [(m.title, m.due, m.done, m.owner_role) for m in action.milestones]
    fields = (action.ref, action.title, action.key_issue, action.lead, action.lead_role, action.board, action.measure)
    dates = (action.start, action.due, action.due_text, action.status, action.rag, action.brag, action.why)
    links = (action.areas, set(action.also_key_issues), set(action.themes), action.partners)
    return (fields, dates, links, sorted(updates, key=repr), milestones)


def test_words_of_a_due_date_that_no_longer_fit_are_not_exported(plan: OpenPlan, tmp_path: Path) -> None:
    issue = read_vocabulary(plan).key_issues[0].id
    fields: dict[str, Value] = {
        "title": "One",
        "key_issue": issue,
        "due_on": dt.date(2027, 1, 31),
        "due_text": "Dec 2026",
    }
    save_actions(plan, [ActionDraft(fields=fields)], label="test")
    [file, *_] = export_plan(plan, tmp_path / "out.csv")
    assert "31/01/2027" in file.read_text(encoding="utf-8-sig")
    assert "Dec 2026" not in file.read_text(encoding="utf-8-sig")
    assert [row.outcome for row in preview_import(plan, [file], today=TODAY).rows] == ["duplicate"]


def test_actions_in_the_bin_are_not_exported(plan: OpenPlan, tmp_path: Path) -> None:
    import_sample(plan)
    delete_actions(plan, [find_action(plan, "DA-01")])
    files = export_plan(plan, tmp_path / "out.csv")
    for file in files:
        assert "DA-01" not in file.read_text(encoding="utf-8-sig")


def test_json_has_the_names_of_the_command_line(plan: OpenPlan, tmp_path: Path) -> None:
    import_sample(plan)
    [file] = export_plan(plan, tmp_path / "out.json")
    document = json.loads(file.read_bytes())
    assert len(document["actions"]) == 60
    first = next(action for action in document["actions"] if action["ref"] == "DA-02")
    names = (
        "id ref source_ref title description partnership areas key_issue also_key_issues themes causes commitments "
        "lead lead_role partners board start due due_text status rag brag why percent measure marking latest_update "
        "latest_update_on updates milestones conflicts deleted update_list milestone_list heads"
    )
    assert list(first) == names.split()
    assert (first["due"], first["status"], first["rag"], first["brag"]) == (
        "2026-12-18",
        "in_progress",
        "green",
        "green",
    )
    assert first["updates"] == len(first["update_list"])
    assert first["milestones"] == len(first["milestone_list"])
    assert set(first["update_list"][0]) == {"id", "date", "author", "text", "rag", "percent"}


def test_a_whole_action_names_the_heads_of_its_fields(plan: OpenPlan) -> None:
    from csa_tracker.plan.as_json import action_json

    import_sample(plan)
    action = read_action(plan, find_action(plan, "DA-01"))
    heads = action_json(action, whole=True)["heads"]
    assert isinstance(heads, dict)
    assert "title" in heads
    transaction, index = heads["title"][0].split(":")
    assert (bytes.fromhex(transaction).hex(), str(int(index))) == (transaction, index)
    assert "heads" not in action_json(action, whole=False)


def test_the_ending_says_what_is_written(plan: OpenPlan, tmp_path: Path) -> None:
    for name in ("out.pdf", "out", "out.xls"):
        with pytest.raises(UserError, match="does not say what kind of file"):
            export_plan(plan, tmp_path / name)
    assert list(tmp_path.glob("out*")) == []


def test_a_folder_that_is_not_there_is_refused(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        export_plan(plan, tmp_path / "nowhere" / "out.xlsx")


def test_an_empty_plan_exports_headings_only(plan: OpenPlan, tmp_path: Path) -> None:
    files = export_plan(plan, tmp_path / "out.csv")
    assert [file.name for file in files] == ["out.csv", "out_milestones.csv", "out_updates.csv"]
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbfRef,Area,Key issue,")
    export_plan(plan, tmp_path / "out.xlsx")
    assert preview_import(plan, [tmp_path / "out.xlsx"], today=TODAY).rows == ()
