"""Whoever reads a large file hears how far it is, and can stop it."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.importing.files import read_files
from csa_tracker.watch import Watch
from tests.csa_tracker.importing.books import HEADINGS, action, plan_book, write_csv
from tests.csa_tracker.importing.old_books import label, ods_cell, write_ods, write_xls

ROWS = 6_000


class StoppedError(Exception):
    """Raised by a person who has waited enough."""


def large_files(folder: Path) -> list[Path]:
    rows = [action(f"A-{number}") for number in range(ROWS)]
    body = "".join(f"<table:table-row>{ods_cell(f'Action {row}')}</table:table-row>" for row in range(ROWS))
    return [
        plan_book(folder, *rows),
        write_csv(folder / "plan.csv", [HEADINGS, *rows]),
        write_xls(folder / "plan.xls", {"Plan": b"".join(label(row, 0, "Action") for row in range(ROWS))}),
        write_ods(folder / "plan.ods", f'<table:table table:name="Plan">{body}</table:table>'),
    ]


def test_the_progress_of_several_files_only_grows_and_ends_at_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    files = large_files(tmp_path)
    read_files(files, watch=lambda done, total: told.append((done, total)))
    done = [step for step, _ in told]
    assert {total for _, total in told} == {1_000 * len(files)}
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 1_000 * len(files))
    for number in range(len(files)):  # each file is told about more than at its two ends
        assert sum(1_000 * number < step < 1_000 * (number + 1) for step in set(done)) >= 2


def follow(steps: list[int]) -> Watch:
    """A watcher that writes down how far the reading is."""
    return lambda done, _: steps.append(done)


def test_reading_stops_wherever_the_watcher_raises(tmp_path: Path) -> None:
    for path in large_files(tmp_path):
        steps: list[int] = []

        def count(done: int, _: int, steps: list[int] = steps) -> None:
            steps.append(done)

        read_files([path], watch=count)
        for stop in range(len(steps)):
            heard: list[int] = []

            def watch(done: int, _: int, heard: list[int] = heard, stop: int = stop) -> None:
                heard.append(done)
                if len(heard) > stop:
                    raise StoppedError

            with pytest.raises(StoppedError):
                read_files([path], watch=watch)
            assert heard == steps[: stop + 1]
