"""The words a plan may use: the agreement's topics, areas, boards, organisations, and finding one by what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from csa_tracker.errors import UserError
from csa_tracker.rules.wording import a_or_an
from csa_tracker.values import Choice
from csa_tracker.workspace import OpenPlan
from db.queries import reference

TOPIC_KINDS = ("key_issue", "theme", "cause", "commitment")


@dataclass(frozen=True)
class Vocabulary:
    """Choices in the order of the agreement in force; `owned_elsewhere` are key issues no action may have, with why."""

    agreement: Choice
    key_issues: tuple[Choice, ...]
    owned_elsewhere: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    causes: tuple[Choice, ...]
    commitments: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    boards: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    partnerships: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    other_topics: tuple[Choice, ...] = ()

    @cached_property
    def topics(self) -> dict[str, Choice]:
        """Every topic of the agreement, and of others that actions may still name, by row id."""
        groups = (self.other_topics, self.key_issues, self.owned_elsewhere, self.themes, self.causes, self.commitments)
        return {choice.id: choice for group in groups for choice in group}


def read_vocabulary(plan: OpenPlan, *, used: bool = True) -> Vocabulary:
    """Read every list of the plan at once.

    `used` adds the names that actions use beside those listed: for choosing from, not needed for looking one up.
    """
    with plan.store.reading() as connection:
        settings = reference.rows_of(connection, "plan")
        agreements = reference.rows_of(connection, "agreement", "starts_on")
        topics = reference.rows_of(connection, "topic", "kind", "position")
        names = {
            name: reference.used_names(connection, name) if used else []
            for name in ("lead_organisation", "lead_role", "board")
        }
        areas = reference.rows_of(connection, "area", "name")
        boards = reference.rows_of(connection, "board", "label")
        organisations = reference.rows_of(connection, "organisation", "name")
        partnerships = reference.rows_of(connection, "partnership", "name")
    wanted = settings[0]["agreement"] if settings else None
    in_force = next((row for row in agreements if row["code"] == wanted), agreements[-1])
    ours = [row for row in topics if row["agreement"] == in_force["id"]]
    others = [row for row in topics if row["agreement"] != in_force["id"]]

    def kind(name: str) -> tuple[Choice, ...]:
        return tuple(_topic(row) for row in ours if row["kind"] == name and not row["owned_elsewhere"])

    return Vocabulary(
        agreement=Choice(in_force["id"], in_force["code"], in_force["title"]),
        key_issues=kind("key_issue"),
        owned_elsewhere=tuple(
            Choice(row["id"], row["code"], row["label"], row["note"] or "") for row in ours if row["owned_elsewhere"]
        ),
        themes=kind("theme"),
        causes=kind("cause"),
        commitments=kind("commitment"),
        areas=tuple(Choice(row["id"], row["gss_code"], row["name"]) for row in areas),
        boards=_named([(row["id"], row["label"], "") for row in boards], names["board"]),
        organisations=_named(
            [(row["id"], row["name"], row["short_name"] or "") for row in organisations], names["lead_organisation"]
        ),
        partnerships=tuple(Choice(row["id"], row["code"], row["name"]) for row in partnerships),
        roles=_named([], names["lead_role"]),
        other_topics=tuple(_topic(row) for row in others),
    )


def _topic(row: dict[str, str]) -> Choice:
    return Choice(row["id"], row["code"], row["label"], row["short_label"] or row["label"])


def _named(rows: Iterable[tuple[str, str, str]], used: Sequence[str]) -> tuple[Choice, ...]:
    listed = {name: Choice(row, name, name, short) for row, name, short in rows}
    listed |= {name: Choice(name, name, name) for name in used if name not in listed}
    return tuple(listed[name] for name in sorted(listed, key=str.casefold))


def find_choice(choices: Iterable[Choice], text: str, *, kind: str) -> Choice:
    """The choice whose code, label or short label is `text`, whatever its case and spacing.

    Raises UserError("unknown-<kind>") with the likeliest codes when there is none.
    """
    listed = list(choices)
    found = match_choice(listed, text)
    if found is not None:
        return found
    raise UserError(
        f"unknown-{kind.replace(' ', '-')}",
        f"“{_shortened(text)}” is not {a_or_an(kind)} of this plan.",
        f"Use one of: {', '.join(_likeliest(listed, text))}.",
    )


def match_choice(choices: Iterable[Choice], text: str) -> Choice | None:
    """The choice that `text` names, or None."""
    wanted = folded(text)
    for choice in choices:
        if wanted in (folded(choice.code), folded(choice.label), folded(choice.short)) and wanted:
            return choice
    return None


def folded(text: str) -> str:
    """Text for comparing names: case, spacing, hyphens and dashes do not matter."""
    return " ".join(text.casefold().replace("–", " ").replace("-", " ").split())


def _likeliest(choices: Sequence[Choice], text: str) -> list[str]:
    if len(choices) <= 9:
        return [choice.code for choice in choices]
    from rapidfuzz import process

    # A GSS code says nothing to most people; the words of a topic's code do.
    by_words = {
        f"{choice.code} {choice.label}": choice.code if choice.code.islower() else choice.label for choice in choices
    }
    return [by_words[words] for words, _, _ in process.extract(text[:200], list(by_words), limit=5)]


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
