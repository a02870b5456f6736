"""What people read when something is refused follows the error text rules: what happened, what to do, no blame."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.tree import ROOMS, name, python_files, syntax

BANNED = re.compile(
    r"\b(please|sorry|invalid|valid|illegal|oops|forbidden|fatal|abort(ed)?|exception|null|e\.g\.)\b", re.I
)


def literal_text(node: ast.expr) -> str | None:
    """The text of a literal or f-string (fields shown as ‹›); None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "‹›" for part in node.values)  # type: ignore[misc]
    return None


def refusals() -> Iterator[tuple[str, ast.Call]]:
    """Yield (place, call) for each UserError made in the product."""
    for path in python_files(*ROOMS):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UserError":
                yield f"{name(path)}:{node.lineno}", node


def sentences() -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each literal message and next step."""
    for place, call in refusals():
        named = [keyword.value for keyword in call.keywords if keyword.arg in ("message", "next_step")]
        for node in [*call.args[1:3], *named]:
            text = literal_text(node)
            if text is not None:
                yield place, text


def test_the_product_refuses_somewhere() -> None:
    """Guards the tests below: a rename of UserError must not leave them with nothing to read."""
    assert sum(1 for _ in refusals()) > 10


def test_refusals_use_no_word_of_blame_or_jargon() -> None:
    bad = [f"{place}: {text}" for place, text in sentences() if BANNED.search(text)]
    assert not bad, bad


def test_refusals_are_whole_sentences() -> None:
    bad = [
        f"{place}: {text}"
        for place, text in sentences()
        if not text.strip()
        or (not text.rstrip("‹›").endswith((".", "?", ":")) and not text.endswith("‹›"))
        or (text[0].isalpha() and not text[0].isupper())
    ]
    assert not bad, bad


def test_refusals_say_at_most_two_sentences_at_a_time() -> None:
    bad = [f"{place}: {text}" for place, text in sentences() if len(re.findall(r"[.?!](?=\s+[A-Z])", text)) > 1]
    assert not bad, bad


def test_refusal_codes_are_stable_words() -> None:
    bad = [
        f"{place}: {text}"
        for place, call in refusals()
        if call.args
        and (text := literal_text(call.args[0])) is not None
        and not re.fullmatch(r"[a-z]+(-([a-z0-9]+|‹›))*", text)
    ]
    assert not bad, bad
