"""Who leads: organisation and role told apart, several leads split, and people's names offered to become roles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from csa_tracker.importing.asks import LEAVE_OUT, Ask
from csa_tracker.importing.cells import RowCells
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.reading import ReadAction
from csa_tracker.plan.vocabulary import folded
from csa_tracker.rules.names import NameFound, find_names, is_organisation, is_role, is_title
from csa_tracker.rules.wording import in_words
from csa_tracker.rules.words import spelling

KEEP_NAME = "Keep the name"
_ACCOUNT = re.compile(r"[a-z]{2,}[._][a-z]{2,}[0-9]*")
_COUNCIL = re.compile(r"\b(?:[BCD]C|MBC|Council|Constabulary|Police|Probation|NHS|Trust)$")
_POST_AND_BODY = re.compile(r"(?P<one>[^,()]+?)(?:, | [–—-] | ?\()(?P<other>[^,()]+?)\)?")
_EMPTY = re.compile(r"[\s()\[\],;:/|–—-]*")


@dataclass(slots=True)
class _Parts:
    organisations: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


def read_leads(cells: RowCells, read: ReadAction, labels: Labels) -> None:
    """Fill the lead organisation, the lead role and further partners from the columns of leads."""
    lead, role = cells.text("lead"), cells.text("lead_role")
    if cells.is_own:
        read.fields |= {log: text for log, text in (("lead_organisation", lead), ("lead_role", role)) if text}
        return
    parts = _Parts()
    for text, is_lead in ((lead, True), (role, False)):
        _take(cells, text, parts, labels, is_lead=is_lead)
    if parts.organisations:
        read.fields["lead_organisation"] = parts.organisations[0]
    if parts.roles:
        read.fields["lead_role"] = role if _says_no_more(role, parts.roles) else "; ".join(dict.fromkeys(parts.roles))
    read.more_partners = tuple(parts.organisations[1:])
    if len(parts.organisations) > 1:
        others = in_words(parts.organisations[1:])
        cells.note("lead", f"{parts.organisations[0]} is the lead; {others} became {_partners(parts)}.")


def _says_no_more(role: str, roles: list[str]) -> bool:
    """Whether the cell of the role holds these roles and nothing else, so that its own words can stay."""
    return "".join(re.split(r"[\s;]+", role)) == "".join(re.split(r"[\s;]+", "".join(roles)))


def _partners(parts: _Parts) -> str:
    return "a partner" if len(parts.organisations) == 2 else "partners"


def _take(cells: RowCells, text: str, parts: _Parts, labels: Labels, *, is_lead: bool) -> None:
    if not text:
        return
    if spelling(text) in labels.organisations and (is_lead or not parts.organisations):
        parts.organisations.append(text)
        return
    field = "lead" if is_lead else "lead_role"
    for piece in split_bodies(text, labels, heads_both="/" in text and _heads_both(cells)):
        found = find_names(piece) or _users(cells, piece, labels)
        if found:
            _take_person(cells, piece, found, parts, labels)
        elif (is_lead or not cells.has("lead")) and (pair := _post_and_body(piece, labels)):
            parts.roles.append(pair[0])
            parts.organisations.append(pair[1])
            cells.note(field, f"'{pair[0][:60]}' is a role, so it is the lead role.")
        elif is_lead and not (is_title(piece) or (is_role(piece) and not _is_body(piece, labels))):
            parts.organisations.append(piece)
        elif not is_lead and _is_known(piece, labels) and not cells.has("lead"):
            parts.organisations.append(piece)
            cells.note(field, f"'{piece[:60]}' is an organisation, so it is the lead organisation.")
        else:
            parts.roles.append(piece)
            if is_lead and not _heads_both(cells):
                cells.note(field, f"'{piece[:60]}' is a role, so it is the lead role.")


def _users(cells: RowCells, piece: str, labels: Labels) -> tuple[NameFound, ...]:
    """An account's name ("sample.casey"), or in an export of tasks whoever is neither a body nor a post."""
    if not (cells.lists_users or _ACCOUNT.fullmatch(piece)) or _is_body(piece, labels) or is_role(piece):
        return ()
    return (NameFound(0, len(piece), piece),)


def _post_and_body(piece: str, labels: Labels) -> tuple[str, str] | None:
    """The post and the body of "Licensing Officer, Wyre Council" or "Wyre Council (Licensing Officer)", else None."""
    found = _POST_AND_BODY.fullmatch(piece) if not _is_known(piece, labels) else None
    if found is None:
        return None
    for post, body in ((found["one"], found["other"]), (found["other"], found["one"])):
        if is_title(post) and _is_body(body, labels) and not is_role(body):
            return post, body
    return None


def _take_person(cells: RowCells, piece: str, names: tuple[NameFound, ...], parts: _Parts, labels: Labels) -> None:
    """A piece with a person in it: what else it says stays, the name is asked about."""
    rest = piece
    for found in reversed(names):
        rest = rest[: found.start] + "\n" + rest[found.end :]
    body = role = ""
    for words in (part.strip(" ()[],;:/|–—-.") for part in re.split(r"[\n()\[\],;/|]| [–—-] ", rest)):
        if not words or _EMPTY.fullmatch(words):
            continue
        if is_role(words):
            role = role or words
        else:
            body = body or words
    if body:
        parts.organisations.append(body)
    known = labels.organisations.get(spelling(body)) or body or _lead_named(parts)
    for found in names:
        offered = role or found.role or (f"Lead officer of {known}" if known else "Lead officer")
        ask = Ask(
            f"person:{spelling(found.name)}",
            f"{{rows}}: '{found.name[:60]}' looks like a person's name. A role says enough, and outlasts the person.",
            (offered, KEEP_NAME, LEAVE_OUT),
        )
        chosen = cells.collect(ask)
        if chosen == KEEP_NAME:
            parts.roles.append(", ".join(filter(None, (piece[found.start : found.end], role))))
        elif chosen and chosen != LEAVE_OUT:
            parts.roles.append(chosen)
        elif chosen and role:
            parts.roles.append(role)


def _lead_named(parts: _Parts) -> str:
    return parts.organisations[0] if parts.organisations else ""


def split_bodies(text: str, labels: Labels, *, heads_both: bool = False) -> list[str]:
    """The leads of a cell: at lines and semicolons; at slashes, commas and "and" only where it is certain."""
    pieces: list[str] = []
    for line in re.split(r"[;\n]", text):
        name = " ".join(line.split())
        if name:
            pieces += _split_line(name, labels, heads_both=heads_both)
    return pieces


def _split_line(name: str, labels: Labels, *, heads_both: bool) -> list[str]:
    if _is_known(name, labels):
        return [name]
    spaced = [part.strip() for part in re.split(r" [/|+] ", name) if part.strip()]
    if len(spaced) > 1:
        return [piece for part in spaced for piece in _split_line(part, labels, heads_both=heads_both)]
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (r"[/|+]", lambda part: _is_body(part, labels) or (heads_both and (is_role(part) or bool(find_names(part))))),
        (r",| & | and ", lambda part: _is_known(part, labels) or bool(_COUNCIL.search(part))),
        (r", ?", lambda part: _is_known(part, labels) or re.fullmatch("[A-Z&]{2,6}", part) is not None),
    )
    for separators, fits in tests:
        parts = [part.strip() for part in re.split(separators, name) if part.strip()]
        if len(parts) > 1 and all(fits(part) for part in parts):
            return parts
    return [name]


def split_partners(text: str, labels: Labels, *, is_own: bool = False) -> tuple[str, ...]:
    """The partners of a cell, each once: at lines or semicolons, at commas and slashes where every part is a body."""
    pieces = text.split("\n") if "\n" in text else text.split(";")
    names: dict[str, str] = {}
    for piece in pieces:
        name = " ".join(piece.split())
        if not name:
            continue
        for one in (name,) if is_own else _split_partners(name, labels):
            names.setdefault(folded(one) or one, one)
    return tuple(names.values())


def _split_partners(name: str, labels: Labels) -> list[str]:
    """A line of partners; commas part it unless a part reads on: "Levelling Up, Housing and Communities"."""
    pieces = _split_line(name, labels, heads_both=False)
    parts = [part.strip() for part in name.split(",")]
    if len(pieces) > 1 or len(parts) < 2 or _is_known(name, labels) or "(" in name:
        return pieces
    is_list = all(part[:1].isupper() and len(part.split()) <= 4 for part in parts)
    return parts if is_list and not re.search(r" (?:and|&) ", parts[-1]) else pieces


def _is_known(text: str, labels: Labels) -> bool:
    return spelling(text) in labels.organisations


def _is_body(text: str, labels: Labels) -> bool:
    return _is_known(text, labels) or is_organisation(text)


def _heads_both(cells: RowCells) -> bool:
    """Whether the heading asks for an officer and a body in one column: "Lead Officer / Agency"."""
    heading = cells.heading.text_of("lead").casefold()
    return "officer" in heading and any(word in heading for word in ("agency", "organisation", "partner", "/"))
