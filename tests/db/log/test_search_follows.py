"""The search index follows every merge and says the same as one made anew, whatever came first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.log.write import Edit
from tests.db.replica import make_template, replicas
from tests.property.reading import digests

VALUES = {"title": ("fox", "owl"), "text": ("elk", "hare"), "action": ("a1", "a2"), "percent": (1, 2),
          "_deleted": (True, False)}  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template") / "template.csplan")


def edits(entity: str, rows: tuple[str, ...], *fields: str) -> st.SearchStrategy[Edit]:
    """One edit of one of these rows."""
    return st.sampled_from(fields).flatmap(
        lambda field: st.builds(
            lambda row, value: Edit(entity, row, field, value, scope="BUR"),
            st.sampled_from(rows), st.sampled_from(VALUES[field]),
        )
    )  # fmt: skip


STEPS = st.lists(
    st.one_of(
        edits("action", ("a1", "a2"), "title", "percent", "_deleted"),
        edits("progress_update", ("p1", "p2"), "text", "action", "percent", "_deleted"),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_index_after_every_edit_is_the_index_made_anew(template: Path, tmp_path: Path, steps: list[Edit]) -> None:
    with replicas(template, tmp_path, "one") as (one,):
        for step in steps:
            one.write(step)
        before = digests(one)
        one.rebuild()
        assert digests(one) == before
