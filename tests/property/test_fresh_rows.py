"""Rows that begin with a merge are shown as the general way shows them, whatever arrives together with them."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.log.transaction import Operation, Transaction
from tests.db.replica import Replica, make_template, operation, replicas, transaction
from tests.property.histories import histories
from tests.property.reading import derived, digests

FIELDS = {
    "action": ("title", "percent", "ref", "ref", "position", "from_a_newer_version", "_deleted"),
    "progress_update": ("text", "action", "percent"),
    "action_area": ("_in", "in_", "action", "id", "scope"),
    "from_a_newer_version": ("title",),
}
VALUES = {"percent": (50, 150), "ref": ("BUR-1", "BUR-2", "BUR-1~2"), "action": ("n1", "r1"), "_in": (True, False),
          "in_": (True, False), "_deleted": (True, False)}  # fmt: skip


def beginnings() -> st.SearchStrategy[list[Transaction]]:
    """Transactions that write several fields of several rows, most of them for the first time."""

    def written(entity: str) -> st.SearchStrategy[Operation]:
        return st.sampled_from(FIELDS[entity]).flatmap(
            lambda field: st.builds(
                lambda row, value: operation(row, field, value, entity=entity),
                st.sampled_from(("n1", "n2", "n3", "r1")), st.sampled_from(VALUES.get(field, ("fox", "owl", ""))),
            )
        )  # fmt: skip

    parts = st.lists(st.sampled_from(sorted(FIELDS)).flatmap(written), min_size=1, max_size=12)
    return st.lists(parts, min_size=1, max_size=4).map(
        lambda piles: [
            transaction(*pile, replica="dd" * 16, hlc=place, seq=place, scope="BUR" if place % 2 else "PEN")
            for place, pile in enumerate(piles, start=1)
        ]
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template") / "template.csplan")


def tables(replica: Replica) -> list[object]:
    """What the digests leave to the log: the cells as they stand."""
    cells = replica.rows("SELECT entity, row, field, value, n_values FROM cell ORDER BY row, field, entity")
    return [*cells, *replica.rows("SELECT * FROM attention ORDER BY row, entity, field, kind")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories(), new=beginnings(), sizes=st.lists(st.integers(1, 8), max_size=4), data=st.data())
def test_the_short_way_and_the_general_way_and_a_rebuild_agree(
    template: Path, tmp_path: Path, history: list[Transaction], new: list[Transaction], sizes: list[int],
    data: st.DataObject,
) -> None:  # fmt: skip
    arriving = data.draw(st.permutations([*history, *new]))
    with replicas(template, tmp_path, "short", "general") as (short, general):
        place = 0
        for size in [*sizes, len(arriving)]:
            short.merge(arriving[place : place + size])
            with patch("db.log.materialise.take_fresh", lambda *_: {}):
                general.merge(arriving[place : place + size])
            place += size
            assert digests(short) == digests(general)
            assert derived(short) == derived(general)
            assert tables(short) == tables(general)
        short.rebuild()
        assert digests(short) == digests(general)
        assert tables(short) == tables(general)


def test_rows_that_begin_with_a_merge_are_not_read_back(template: Path, tmp_path: Path) -> None:
    with replicas(template, tmp_path, "one") as (one,):
        one.merge([transaction(*(operation(f"r{row:02}", "title", "fox") for row in range(40)))])
        with one.writing() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM temp.touched_cell").scalar() == 0
        one.set("r00", "title", "owl")
        with one.writing() as connection:
            assert connection.exec_driver_sql("SELECT row FROM temp.touched_cell").scalars().all() == ["r00"]
        assert one.rows("SELECT title, count(*) FROM action GROUP BY title") == [("fox", 39), ("owl", 1)]


@pytest.mark.parametrize("together", [True, False])
def test_a_value_removed_for_good_is_not_shown_when_it_comes_after_or_with_its_removal(
    template: Path, tmp_path: Path, together: bool
) -> None:
    written = transaction(operation("r1", "title", "fox"), operation("r1", "percent", 50))
    covers = [(written.id.hex(), 0)]
    removal = transaction(
        operation("x1", "removes", value=True, entity="redaction", covers=covers), replica="cc" * 16, hlc=2 << 16
    )
    with replicas(template, tmp_path, "one") as (one,):
        for part in [[removal, written]] if together else [[removal], [written]]:
            one.merge(part)
        assert one.rows("SELECT title, percent FROM action") == [("[removed on 1 Jan 1970]", 50)]
        assert one.rows("SELECT value FROM cell WHERE field = 'title'") == [(None,)]
        before = digests(one)
        one.rebuild()
        assert digests(one) == before
