"""Numbers and lists read as people say them."""

from __future__ import annotations

import pytest

from csa_tracker.rules.wording import a_or_an, in_words, many


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no actions"), (1, "1 action"), (2, "2 actions"), (2345, "2,345 actions")]
)
def test_a_count_agrees_with_its_noun(count: int, said: str) -> None:
    assert many(count, "action") == said


@pytest.mark.parametrize(("count", "said"), [(0, "no entries"), (1, "1 entry"), (3, "3 entries")])
def test_an_irregular_plural_is_used(count: int, said: str) -> None:
    assert many(count, "entry", plural="entries") == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_a_list_ends_in_and(items: list[str], said: str) -> None:
    assert in_words(items) == said


def test_an_article_fits_its_noun() -> None:
    assert (a_or_an("area"), a_or_an("key issue"), a_or_an("unit")) == ("an area", "a key issue", "a unit")
