"""What people type finds its code: every label of the sample plan, and no spelling means two things."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache

import pytest
from python_calamine import CalamineWorkbook

import resources
from tests.resources.reference import of

KINDS = ("key_issue", "theme", "area", "board")
SAMPLE = "samples/Lancashire_CSP_action_plan_example"
COLUMNS = {"Key issue": "key_issue", "Cross-cutting theme": "theme", "Area": "area", "Reports to": "board"}


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _listed(kind: str) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = tomllib.loads(resources.read_text("reference/synonyms.toml"))[kind]
    return listed


def _own_words(kind: str) -> dict[str, set[str]]:
    """Spellings that need no synonym, by the word the synonym table uses for the row."""
    if kind == "area":
        return {row.key: {row.key, str(row.fields["name"])} for row in of("area")}
    if kind == "board":
        new = [str(row.fields["label"]) for row in of("board") if row.key.startswith("csa-2025|")]
        return {label: {label} for label in new}
    found = [row for row in of("topic") if row.key.startswith("csa-2025|") and row.fields["kind"] == kind]
    return {
        str(row.fields["code"]): {str(row.fields[name]) for name in ("code", "label", "short_label")} for row in found
    }


@cache
def _meanings(kind: str) -> dict[str, set[str]]:
    """What each folded spelling of a kind may mean."""
    meanings: dict[str, set[str]] = {}
    listed = _listed(kind)
    for word, own in _own_words(kind).items():
        for spelling in (*own, *listed.get(word, ())):
            meanings.setdefault(_folded(spelling), set()).add(word)
    return meanings


def _means(kind: str, text: str) -> str:
    (word,) = _meanings(kind)[_folded(text)]
    return word


def _sample_cells(column: str) -> set[str]:
    lines = csv.DictReader(io.StringIO(resources.read_bytes(f"{SAMPLE}.csv").decode("utf-8-sig")))
    return {part.strip() for line in lines for part in line[column].split(";") if part.strip()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_spelling_means_one_thing(kind: str) -> None:
    assert {spelling: words for spelling, words in _meanings(kind).items() if len(words) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_synonyms_name_rows_that_exist(kind: str) -> None:
    assert set(_listed(kind)) <= set(_own_words(kind))


@pytest.mark.parametrize("kind", ["key_issue", "theme"])
def test_every_key_issue_and_theme_has_everyday_spellings(kind: str) -> None:
    assert set(_listed(kind)) == set(_own_words(kind))


@pytest.mark.parametrize("column", COLUMNS)
def test_every_label_of_the_sample_csv_is_understood(column: str) -> None:
    cells = _sample_cells(column)
    assert cells
    assert {cell for cell in cells if _folded(cell) not in _meanings(COLUMNS[column])} == set()


def test_every_choice_on_the_lists_sheet_of_the_sample_workbook_is_understood() -> None:
    with resources.file_path(f"{SAMPLE}.xlsx") as path:
        heading, *lines = CalamineWorkbook.from_path(path).get_sheet_by_name("Lists").to_python()
    for column in ("Key issue", "Cross-cutting theme", "Area"):
        cells = {str(line[heading.index(column)]).strip() for line in lines} - {""}
        assert cells
        assert {cell for cell in cells if _folded(cell) not in _meanings(COLUMNS[column])} == set()


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("key_issue", "Serious Violence", "serious-violence"),
        ("key_issue", "Exploitation", "exploitation"),
        ("key_issue", "Exploitation - criminal and sexual", "exploitation"),
        ("key_issue", "ASB", "anti-social-behaviour"),
        ("key_issue", "antisocial behaviour", "anti-social-behaviour"),
        ("key_issue", "VAWG", "violence-against-women-and-girls"),
        ("key_issue", "DA", "domestic-abuse"),
        ("key_issue", "SOC", "serious-organised-crime"),
        ("key_issue", "Cybercrime", "cyber-crime"),
        ("key_issue", "Prevent", "terrorism"),
        ("theme", "Community and lived experience", "lived-experience"),
        ("theme", "Tackling drug and alcohol abuse", "drugs-alcohol"),
        ("theme", "Reducing re-offending", "reducing-reoffending"),
        ("area", "Pan-Lancashire", "E23000003"),
        ("area", "pan lancashire", "E23000003"),
        ("area", "Lancashire", "E10000017"),
        ("area", "BwD", "E06000008"),
        ("area", "West Lancs", "E07000127"),
        ("board", "GENGA / Serious Organised Crime", "GENGA /Serious Organised Crime"),
        ("board", "LCSPB", "Lancashire Community Safety Partnership Board"),
        ("board", "VRN", "Violence Reduction Network"),
    ],
)
def test_everyday_words_mean_what_people_mean(kind: str, text: str, word: str) -> None:
    assert _means(kind, text) == word


@pytest.mark.parametrize("text", ["Hate crime", "Violence", "County lines", "Modern slavery", "Burglary"])
def test_a_word_that_is_no_key_issue_or_could_be_two_is_left_to_ask(text: str) -> None:
    assert _folded(text) not in _meanings("key_issue")
