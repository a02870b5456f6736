"""Every verb about actions: what it does, prints, and refuses."""

from __future__ import annotations

import json

import pytest

from tests.csa_tracker.cli.conftest import Line

LISTED = [
    "id", "ref", "source_ref", "title", "description", "partnership", "areas", "key_issue", "also_key_issues", "themes",
    "causes", "commitments", "lead", "lead_role", "partners", "board", "start", "due", "due_text", "status", "rag",
    "brag", "why", "percent", "measure", "marking", "latest_update", "latest_update_on", "updates", "milestones",
    "conflicts", "deleted",
]  # fmt: skip
SHOWN = [*LISTED, "update_list", "milestone_list", "heads"]


def test_an_action_is_added_with_everything_that_can_be_said(line: Line) -> None:
    found = line.json(
        "action", "add", "--title", "Patrols", "--issue", "Road Safety", "--also-issue", "domestic-abuse", "--theme",
        "reducing-reoffending", "--theme", "public-health-approach", "--area", "E07000117", "--partner", "Fire",
        "--lead", "Police", "--lead-role", "Inspector", "--start", "1/9/2026", "--due", "Dec 2026", "--status",
        "in_progress", "--rag", "amber", "--percent", "40%", "--measure", "fewer", "--description", "more",
        "--marking", "official",
    )  # fmt: skip
    assert set(SHOWN) <= set(found)
    assert found["ref"] == "BUR-0001"
    assert (found["key_issue"], found["also_key_issues"]) == ("road-safety", ["domestic-abuse"])
    assert found["themes"] == ["reducing-reoffending", "public-health-approach"]
    assert found["areas"] == ["Burnley"]
    assert found["partners"] == ["Fire"]
    assert (found["start"], found["due"], found["due_text"]) == ("2026-09-01", "2026-12-31", "Dec 2026")
    assert (found["status"], found["rag"], found["brag"], found["percent"]) == ("in_progress", "amber", "amber", 40)
    assert found["why"] == "At risk: the owner says delivery is at risk."
    assert (found["marking"], found["partnership"], found["deleted"]) == ("OFFICIAL", "BUR", False)
    assert (found["updates"], found["milestones"], found["conflicts"]) == (0, 0, [])
    assert line.json("action", "show", "BUR-0001") == found


def test_the_keys_of_an_action_are_the_documented_ones_in_their_order(line: Line) -> None:
    line.add()
    (listed,) = line.json("action", "list")["actions"]
    shown = line.json("action", "show", "BUR-0001")
    assert [key for key in listed if key in LISTED] == LISTED
    assert [key for key in shown if key in SHOWN] == SHOWN
    assert set(shown) - set(listed) == {"update_list", "milestone_list", "heads"}
    assert set(shown["heads"]) == {"ref", "partnership", "title", "key_issue", "status"}
    assert all(len(head.split(":")[0]) == 64 for heads in shown["heads"].values() for head in heads)


def test_people_are_told_in_sentences(line: Line) -> None:
    said = line("action", "add", "--title", "Patrols", "--issue", "road-safety", "--due", "1/9/2026")
    assert said == (0, "Added BUR-0001. Off track: 31 days overdue.\n", "")
    assert (
        line("action", "set", "BUR-0001", "due=", "--reason", "No date agreed").out
        == "Saved BUR-0001. Not started: no start date yet.\n"
    )
    assert line("action", "delete", "BUR-0001").out.startswith("Moved to the Bin: BUR-0001.")
    assert line("action", "show", "BUR-0001").out.startswith("In the Bin.\nBUR-0001  Patrols\n")
    assert line("action", "restore", "BUR-0001").out.startswith("Restored BUR-0001.")


def test_a_list_is_sorted_filtered_and_empty_in_words(line: Line) -> None:
    assert line("action", "list").out == "No actions yet.\n"
    assert line("action", "list", "--bin").out == "The Bin is empty.\n"
    line.add(title="Banana")
    line.add("--lead", "Tenants’ panel", title="Apple")
    assert line("action", "list", "litter").out == "No actions match.\n"
    assert [a["ref"] for a in line.json("action", "list", "--sort", "title")["actions"]] == ["BUR-0002", "BUR-0001"]
    assert [a["ref"] for a in line.json("action", "list", "apple", "panel")["actions"]] == ["BUR-0002"]
    assert line("action", "list", "Apple").out.splitlines()[1].startswith("BUR-0002\tNot started\t")
    assert line("action", "list", "--sort", "colour", "--json").error == "bad-sort"
    line("action", "delete", "BUR-0001")
    assert [a["ref"] for a in line.json("action", "list", "--bin")["actions"]] == ["BUR-0001"]


def test_fields_are_set_and_cleared(line: Line) -> None:
    line.add("--lead-role", "Inspector")
    found = line.json("action", "set", "BUR-0001", "title=a=b", "percent=40", "lead_role=", "due=3 Apr 2027")
    assert (found["title"], found["percent"], found["lead_role"], found["due"]) == ("a=b", 40, "", "2027-04-03")


REFUSED = [
    (["action", "set", "BUR-0001", "due=31/02/2026"], "not-a-real-date"),
    (["action", "set", "BUR-0001", "due=03/13/2026"], "no-such-month"),
    (["action", "set", "BUR-0001", "start=5/10/2026", "due=4/10/2026"], "due-before-start"),
    (["action", "set", "BUR-0001", "status=withdrawn"], "reason-needed"),
    (["action", "set", "BUR-0001", "percent=150"], "bad-percent"),
    (["action", "set", "BUR-0001", "title="], "empty-title"),
    (["action", "set", "BUR-0001", "title= "], "empty-title"),
    (["action", "set", "BUR-0001", "key_issue=terrorism"], "owned-elsewhere"),
    (["action", "set", "BUR-0001", "key_issue=litter"], "unknown-key-issue"),
    (["action", "set", "BUR-0001", "colour=red"], "unknown-field"),
    (["action", "set", "BUR-0001", "ref=BUR-0009"], "unknown-field"),
    (["action", "set", "BUR-0009", "title=x"], "unknown-reference"),
    (["action", "show", "BUR-0009"], "unknown-reference"),
    (["action", "delete", "BUR-0009"], "unknown-reference"),
    (["action", "restore", "BUR-0009"], "unknown-reference"),
    (["action", "add", "--title", "", "--issue", "road-safety"], "empty-title"),
    (["action", "add", "--title", "x", "--issue", ""], "unknown-key-issue"),
    (["action", "add", "--title", "x", "--issue", "terrorism"], "owned-elsewhere"),
    (["action", "add", "--title", "x", "--issue", "road-safety", "--area", "Paris"], "unknown-area"),
    (["action", "add", "--title", "x", "--issue", "road-safety", "--theme", "road-safety"], "unknown-theme"),
    (["action", "add", "--title", "x", "--issue", "road-safety", "--also-issue", "terrorism"], "owned-elsewhere"),
    (["action", "link", "BUR-0001", "--cause", "litter"], "unknown-cause"),
    (["action", "unlink", "BUR-0001", "--commitment", "litter"], "unknown-commitment"),
    (["update", "BUR-0001", "--text", " "], "empty-update"),
    (["update", "BUR-0001", "--text", "x", "--percent", "150"], "bad-percent"),
    (["update", "BUR-0001", "--text", "x", "--rag", "purple"], "unknown-rating"),
    (["update", "BUR-0001", "--text", "x", "--on", "31/02/2026"], "not-a-real-date"),
    (["update", "BUR-0009", "--text", "x"], "unknown-reference"),
    (["milestone", "add", "BUR-0001", "--title", " "], "empty-milestone"),
    (["milestone", "add", "BUR-0001", "--title", "x", "--due", "03/13/2026"], "no-such-month"),
    (["milestone", "done", "BUR-0001", "1"], "unknown-milestone"),
    (["history", "BUR-0009"], "unknown-reference"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=[" ".join(words[:2]) + " " + code for words, code in REFUSED])
def test_a_refusal_is_one_sentence_a_next_step_code_3_and_changes_nothing(
    line: Line, words: list[str], code: str
) -> None:
    line.add()
    before = line.json("digest")
    said = line(*words, "--json")
    assert (said.code, said.error, said.err) == (3, code, "")
    assert set(said.json["error"]) == {"code", "message", "next"}
    told = line(*words)
    assert (told.code, told.out) == (3, "")
    assert told.err == f"{said.json['error']['message']} {said.json['error']['next']}\n"
    assert line.json("digest") == before


WRONG_USE = [
    ["nonsense"],
    ["action", "nonsense"],
    ["action", "add"],
    ["action", "add", "--title"],
    ["action", "show"],
    ["action", "list", "--colour"],
    ["milestone", "done", "BUR-0001", "none"],
    ["milestone", "done", "BUR-0001", "0"],
    ["update", "BUR-0001"],
    ["new"],
]


@pytest.mark.parametrize("words", WRONG_USE, ids=" ".join)
def test_wrong_use_is_code_2_and_says_where_help_is(line: Line, words: list[str]) -> None:
    said = line(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("Add --help to see how it is used.\n")
    assert line(*words, "--json").error == "wrong-use"


WORDS_OF_HELP = [
    ["--help"],
    ["action", "--help"],
    ["action", "add", "--help"],
    ["milestone", "--help"],
    ["new", "--help"],
]


@pytest.mark.parametrize("words", WORDS_OF_HELP, ids=" ".join)
def test_help_is_not_an_error(line: Line, words: list[str]) -> None:
    said = line.bare(*words)
    assert (said.code, said.err) == (0, "")
    assert "Usage: csa-tracker" in said.out


def test_a_form_that_showed_an_older_value_makes_a_conflict_and_a_new_look_resolves_it(line: Line) -> None:
    line.add(title="one")
    base = json.dumps(line.json("action", "show", "BUR-0001")["heads"])
    line.json("action", "set", "BUR-0001", "title=two")
    found = line.json("action", "set", "BUR-0001", "title=three", "percent=5", "--base", base)
    assert (found["title"], found["conflicts"], len(found["heads"]["title"])) == ("three", ["title"], 2)
    assert "Conflicts: title" in line("action", "show", "BUR-0001").out
    both = json.dumps(found["heads"])
    kept = line.json("action", "set", "BUR-0001", "title=two", "--base", both)
    assert (kept["title"], kept["conflicts"], len(kept["heads"]["title"])) == ("two", [], 1)


BASES = [
    ("{", "bad-base"),
    ("[]", "bad-base"),
    ('{"title":5}', "bad-base"),
    ('{"title":["x"]}', "bad-base"),
    ('{"title":[5]}', "bad-base"),
    ('{"title":["aa:0"]}', "bad-base"),
    (json.dumps({"title": ["zz" * 32 + ":0"]}), "bad-base"),
    (json.dumps({"title": ["aa" * 32 + ":x"]}), "bad-base"),
    (json.dumps({"title": ["aa" * 32 + ":0"]}), "unknown-base"),
    (json.dumps({"title": ["aa" * 32 + ":" + "9" * 30]}), "unknown-base"),
]


@pytest.mark.parametrize(("base", "code"), BASES)
def test_a_base_that_is_none_is_refused(line: Line, base: str, code: str) -> None:
    line.add()
    said = line("action", "set", "BUR-0001", "title=two", "--base", base, "--json")
    assert (said.code, said.error) == (3, code)
    assert line.json("action", "show", "BUR-0001")["title"] == "Patrols"


def test_links_are_made_and_ended(line: Line) -> None:
    line.add()
    many = ["--theme", "lived-experience", "--area", "Burnley", "--partner", "Fire", "--issue", "exploitation"]
    found = line.json("action", "link", "BUR-0001", *many)
    assert (found["themes"], found["areas"], found["partners"], found["also_key_issues"]) == (
        ["lived-experience"], ["Burnley"], ["Fire"], ["exploitation"],
    )  # fmt: skip
    ended = line.json("action", "unlink", "BUR-0001", *many)
    assert (ended["themes"], ended["areas"], ended["partners"], ended["also_key_issues"]) == ([], [], [], [])
    assert line("action", "link", "BUR-0001", "--theme", "lived-experience").out == "Saved BUR-0001.\n"
    for words in (["action", "link", "BUR-0001"], ["action", "set", "BUR-0001", "percent"]):
        assert line(*words).code == 2
        assert line(*words, "--json").error == "wrong-use"


def test_an_update_is_logged(line: Line) -> None:
    line.add("--status", "in_progress")
    found = line.json("update", "BUR-0001", "--text", "Well", "--rag", "red", "--percent", "55", "--on", "1/10/2026")
    assert (found["rag"], found["percent"], found["updates"], found["brag"]) == ("red", 55, 1, "red")
    assert (found["latest_update"], found["latest_update_on"]) == ("Well", "2026-10-01")
    (update,) = found["update_list"]
    assert (update["author"], update["text"], update["rag"], update["percent"]) == ("Asha Khan", "Well", "red", 55)
    said = line("update", "BUR-0001", "--text", "Done", "--status", "complete")
    assert said.out == "Update added to BUR-0001. Complete: the work is done.\n"


def test_milestones_are_added_ticked_and_listed(line: Line) -> None:
    line.add()
    assert line("milestone", "list", "BUR-0001").out == "BUR-0001 has no milestones.\n"
    line.json("milestone", "add", "BUR-0001", "--title", "one", "--due", "1/11/2026", "--owner-role", "Sgt")
    assert line("milestone", "add", "BUR-0001", "--title", "two").out == "BUR-0001: 0 of 2 milestones done.\n"
    found = line.json("milestone", "done", "BUR-0001", "2")
    assert [(m["title"], m["due"], m["done"]) for m in found["milestone_list"]] == [
        ("one", "2026-11-01", None),
        ("two", None, "2026-10-02"),
    ]
    assert line("milestone", "done", "BUR-0001", "1", "--on", "1/10/2026").out == "BUR-0001: 2 of 2 milestones done.\n"
    assert line("milestone", "list", "BUR-0001").out == (
        "No.\tMilestone\tDue\tDone\n1\tone\t1 Nov 2026\t1 Oct 2026\n2\ttwo\t\t2 Oct 2026\n"
    )
    assert [m["owner_role"] for m in line.json("milestone", "list", "BUR-0001")["milestones"]] == ["Sgt", ""]
    assert line("milestone", "done", "BUR-0001", "3", "--json").error == "unknown-milestone"
    assert "Milestone 1: one (done 1 Oct 2026)" in line("action", "show", "BUR-0001").out
