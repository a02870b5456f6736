"""Small faults in SQL: what a mutation tool that knows Python alone cannot make of a statement in a string."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SQL = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|JOIN|WHERE|AND|VALUES|PRIMARY KEY|GROUP BY|ORDER BY|ON CONFLICT|"
    r"THEN|PRAGMA)\b|\bexcluded\."
)
_OPERAND = r"(?:'[^']*'|[\w.]+|\?)"
_COMPARED = rf"{_OPERAND} (?:=|<>|<|IS NOT|IS) {_OPERAND}"
_TERM = re.compile(rf"(?:\b(?:WHERE|AND|OR|ON|HAVING|WHEN) |\()({_COMPARED})(?![\w.]| (?:<<|>>|\||&|\+|-))")
_FAULTS = (
    (re.compile(r"\bIS NOT\b"), "IS"),
    (re.compile(r"\bIS(?! NOT\b| NULL\b)\b"), "IS NOT"),
    (re.compile(r"\bIS(?= NULL\b)"), "IS NOT"),
    (re.compile(r"(?<!BETWEEN 0 )\bAND\b"), "OR"),
    (re.compile(r"(?<!INSERT )\bOR\b"), "AND"),
    (re.compile(r"(?<!IF )\bNOT EXISTS\b"), "EXISTS"),
    (re.compile(r"(?<!NOT )\bEXISTS\b"), "NOT EXISTS"),
    (re.compile(r"\bmax\("), "min("),
    (re.compile(r"\bmin\("), "max("),
    (re.compile(r"<>"), "="),
    (re.compile(r"(?<![<>])<(?![<>=])"), "<="),
    (re.compile(r"(?<![<>])<(?![<>=])"), ">"),
    (re.compile(r"<<"), ">>"),
    (re.compile(r">>"), "<<"),
    (re.compile(r"(?<= )-(?= )"), "+"),
    (re.compile(r"(?<= )\+(?= )"), "-"),
    (re.compile(r"(?<= )\|(?= )"), "&"),
    (re.compile(r"\bLEFT JOIN\b"), "JOIN"),
    (re.compile(r" OR IGNORE\b"), ""),
    (re.compile(r"\bDISTINCT "), ""),
    (re.compile(r"\bIN \("), "NOT IN ("),
    (re.compile(r"\b(\w+) = excluded\.\w+"), r"\1 = \1"),
    (re.compile(r"\b(?:ORDER|GROUP) BY [\w., ]+?(?=$| HAVING)"), ""),
    (re.compile(r"\bTHEN ([\w.]+) ELSE ([\w.]+)"), r"THEN \2 ELSE \1"),
)
_NUMBER = re.compile(r"(?<![\w.?])(?<!SELECT )\d+\b")
_TEXT = re.compile(r"'(\w*)'")


def is_sql(text: str) -> bool:
    """Whether a string of the code is a statement or a piece of one."""
    return bool(_SQL.search(text))


def faults(text: str) -> Iterator[str]:
    """The text with one fault each: a condition left out or turned round, another operator, number or word."""
    if text.startswith("CREATE"):
        return
    for term in _TERM.finditer(text):
        yield _put(text, term.span(1), "1")
        if " = " in term[1]:
            yield _put(text, term.span(1), term[1].replace(" = ", " <> "))
    for pattern, fault in _FAULTS:
        for found in pattern.finditer(text):
            yield _put(text, found.span(), found.expand(fault) if found.groups() else fault)
    for number in _NUMBER.finditer(text):
        yield _put(text, number.span(), str(int(number[0]) - 1) if number[0] != "0" else "1")
    for word in _TEXT.finditer(text):
        yield _put(text, word.span(), f"'XX{word[1]}XX'")


def _put(text: str, span: tuple[int, int], replacement: str) -> str:
    return text[: span[0]] + replacement + text[span[1] :]
