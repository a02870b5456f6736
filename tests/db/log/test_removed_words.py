"""What stands where a value was removed for good says when, as far as the plan knows."""

from __future__ import annotations

import datetime as dt

from db.log.clock import instant_of, last_hlc_before
from db.log.redact import removed_words


def test_the_day_is_that_of_the_removal() -> None:
    hlc = last_hlc_before(dt.datetime(2027, 3, 3, 12, 0, tzinfo=dt.UTC))
    assert instant_of(hlc).date() == dt.date(2027, 3, 3)
    assert removed_words(hlc) == "[removed on 3 Mar 2027]"


def test_a_value_whose_removal_is_not_here_is_still_said_to_be_removed() -> None:
    assert removed_words(None) == "[removed]"
