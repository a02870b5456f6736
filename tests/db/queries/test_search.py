"""The search index follows the views through every order in which changes can come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.log.write import Edit
from db.queries.conditions import Says
from db.queries.lists import ActionFilter, list_keys, read_rows
from db.queries.search import find_texts
from db.shown import search_is_sound, shown_digest
from tests.db.replica import Replica, make_template, operation, replicas, transaction

LATE = (
    operation("u1", "action", "a1", entity="progress_update"),
    operation("u1", "text", "Lanterns lit the towpath", entity="progress_update"),
)
ACTION = operation("a1", "title", "Light the canal")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Replica]:
    """A plan with an empty log."""
    with replicas(make_template(tmp_path / "template.csplan"), tmp_path, "here") as [opened]:
        yield opened


def said(replica: Replica, words: str) -> list[str]:
    """Rows of the actions found by these words in the list, having checked that the search page finds the same."""
    with replica.writing() as connection:
        assert search_is_sound(connection)
        found = {text.action for text in find_texts(connection, words, limit=50)}
        keys = list_keys(connection, ActionFilter((Says(words),)))
        listed = sorted(row.id for row in read_rows(connection, keys))
    assert listed == sorted(found)
    return listed


def test_an_update_that_came_before_its_action_is_found_when_the_action_comes(here: Replica) -> None:
    here.merge([transaction(*LATE)])
    assert said(here, "lanterns") == []
    here.merge([transaction(ACTION, replica="bb" * 16)])
    assert said(here, "lanterns") == ["a1"]
    with here.writing() as connection:
        before = shown_digest(connection)
    here.rebuild()
    with here.writing() as connection:
        assert shown_digest(connection) == before


def test_an_update_that_changes_its_action_or_its_words_is_found_where_it_is(here: Replica) -> None:
    here.merge([transaction(ACTION, *LATE), transaction(operation("a2", "title", "Towpath"), replica="bb" * 16)])
    assert said(here, "lanterns") == ["a1"]
    here.write(Edit("progress_update", "u1", "action", "a2", scope="BUR"))
    assert said(here, "lanterns") == ["a2"]
    here.write(Edit("progress_update", "u1", "text", "Torches", scope="BUR"))
    assert (said(here, "lanterns"), said(here, "torches"), said(here, "towpath")) == ([], ["a2"], ["a2"])


def test_a_copy_made_by_vacuum_finds_the_same(here: Replica, tmp_path: Path) -> None:
    # Backups are made by VACUUM INTO, which may number rows again where a table has no integer key.
    for number in range(30):
        here.write(Edit("action", f"a{number}", "title", f"Place {number}", scope="BUR"))
        here.write(
            Edit("progress_update", f"u{number}", "action", f"a{number}", scope="BUR"),
            Edit("progress_update", f"u{number}", "text", f"Word{number}end", scope="BUR"),
        )
    copy = tmp_path / "copy.csplan"
    with here.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        connection.exec_driver_sql("BEGIN")
    opened = Replica(copy, "copy")
    try:
        assert all(said(opened, f"word{number}end") == [f"a{number}"] for number in range(30))
    finally:
        opened.close()
