"""The filter language of the window's box and of `action list`: pure text to typed conditions and back.

`lead:smith due:<30d rating:red,amber issue:"road safety" -status:complete text "a phrase"`: all parts must hold.
"""

from csa_tracker.filters.conditions import Chip as Chip
from csa_tracker.filters.conditions import Compare as Compare
from csa_tracker.filters.conditions import Condition as Condition
from csa_tracker.filters.conditions import DateCondition as DateCondition
from csa_tracker.filters.conditions import Filter as Filter
from csa_tracker.filters.conditions import Key as Key
from csa_tracker.filters.conditions import NameCondition as NameCondition
from csa_tracker.filters.conditions import Problem as Problem
from csa_tracker.filters.conditions import RatingCondition as RatingCondition
from csa_tracker.filters.conditions import StatusCondition as StatusCondition
from csa_tracker.filters.conditions import TextCondition as TextCondition
from csa_tracker.filters.days import DaySpan as DaySpan
from csa_tracker.filters.days import day_span as day_span
from csa_tracker.filters.parse import parse_filter as parse_filter
from csa_tracker.filters.show import chip_label as chip_label
from csa_tracker.filters.show import show_condition as show_condition
from csa_tracker.filters.show import show_filter as show_filter
