"""The bench's own arithmetic: what it says is met is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import BEGIN, END, table, write_into
from tests.bench.measure import Figure, alternate


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("job", 0.9, "base", 0.3, 3.0), True),
        (Figure("job", 0.91, "base", 0.3, 3.0), False),
        (Figure("job", 0.9, "base", 0.3, 3.0, 0.5), False),
        (Figure("job", 1.4, "", None, 1.5), True),
        (Figure("job", 1.6, "", None, 1.5), False),
    ],
)
def test_a_figure_is_met_only_within_every_limit(figure: Figure, met: bool) -> None:
    assert figure.met is met
    assert ("**no**" in table([figure])) is not met


def test_jobs_are_alternated_after_a_warm_up_and_compared_by_median() -> None:
    order: list[str] = []
    seconds = iter([9.0, 1.0, 5.0, 2.0])

    def ours() -> float:
        order.append("ours")
        return next(seconds)

    def baseline() -> float:
        order.append("base")
        return 0.5

    assert alternate(ours, baseline, rounds=3) == (2.0, 0.5)
    assert order == ["ours", "base"] * 4


def test_the_table_replaces_only_what_stands_between_the_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write_into(page, "new")
    assert page.read_text("utf-8") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
