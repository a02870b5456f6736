"""Finds the action of the plan that each row is about: by reference, by the same words, or by asking.

References come first, then equal titles, then titles that are alike; one action never belongs to two rows. What is not
sure is asked: an import neither overwrites another action nor adds one twice without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from csa_tracker.importing.asks import LEAVE_OUT, Ask
from csa_tracker.importing.children import ref_key
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.likeness import REWORDED, SURE, TitleIndex, plain_title, rewording
from csa_tracker.importing.rowasks import (
    NEW,
    ROW,
    Placed,
    answered_ref,
    is_option,
    other_words,
    row_ask,
    said_twice,
    same_words,
    strange_answer,
    unknown_row,
)
from csa_tracker.importing.traits import Evidence, Traits, compare_traits, traits_of_action, traits_of_row
from csa_tracker.values import Action

_OFFERED = 3
_TRIED = 20


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a row: its action (None: a new one), why, and a question that is open or was answered.

    `earlier` is the row that has the action already; such a row cannot be imported as well.
    """

    action: Action | None = None
    why: str = ""
    ask: Ask | None = None
    earlier: str = ""
    left_out: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody must say first which action it is."""
        return self.ask is not None and self.ask.is_open


def match_rows(
    rows: Sequence[Placed],
    live: Sequence[Action],
    binned: Sequence[Action],
    *,
    labels: Labels,
    answers: Mapping[str, str],
) -> list[Match]:
    """What each row is, in order; `answers` by `Placed.ask` go before everything else.

    Raises UserError for an answer about a row that is not there, or one that names no action.
    """
    matching = _Matching(rows, live, binned, labels, answers)
    matching.take_answers()
    matching.by_reference()
    matching.by_title()
    matching.by_likeness()
    matching.between_tables()
    return [matching.found.get(place, Match()) for place in range(len(rows))]


class _Near(NamedTuple):
    score: float
    action: Action
    evidence: Evidence


class _Matching:
    """The rows, what was found for each (by its place), and which action belongs to which row."""

    def __init__(
        self,
        rows: Sequence[Placed],
        live: Sequence[Action],
        binned: Sequence[Action],
        labels: Labels,
        answers: Mapping[str, str],
    ) -> None:
        self.found: dict[int, Match] = {}
        self._rows = rows
        self._live = live
        self._all = (*live, *binned)
        self._labels = labels
        self._answers = {ask: answer for ask, answer in answers.items() if ask.startswith(ROW)}
        self._claims: dict[str, int] = {}
        self._chosen: set[str] = set()
        self._doubted: dict[int, Action] = {}
        self._traits: dict[str, Traits] = {}
        self._by_ref = _grouped(self._all, lambda action: [ref_key(action.source_ref or ""), ref_key(action.ref)])
        self._by_title = _grouped(self._all, lambda action: [plain_title(action.title)])

    def take_answers(self) -> None:
        """Give the rows that were answered what the answers say."""
        places = {row.ask: place for place, row in enumerate(self._rows)} if self._answers else {}
        shown = {action.ref.casefold(): action for action in self._live}
        for ask, answer in self._answers.items():
            if ask not in places:
                raise unknown_row(ask)
            place = places[ask]
            ref = answered_ref(ask, answer)
            settled = Ask(ask, "", (), chosen=answer)
            if ref == NEW:
                self.found[place] = Match(ask=replace(settled, chosen=NEW))
            elif ref == LEAVE_OUT:
                self.found[place] = Match(ask=replace(settled, chosen=LEAVE_OUT), left_out=True)
            elif (action := shown.get(ref.casefold())) is not None:
                self._chosen.add(action.id)
                self._claim(place, action, ask=replace(settled, chosen=is_option(action)))
            else:
                raise strange_answer(ask, answer)

    def by_reference(self) -> None:
        """Rows whose reference the plan knows; one whose words are another action's waits for an answer."""
        for place, row in self._open():
            action = self._of_reference(row)
            if action is None:
                continue
            if self._is_meant(row, action):
                self._claim(place, action)
            else:
                self._doubted[place] = action

    def by_title(self) -> None:
        """Rows of exactly the words of an action that no other row has; those that agree in more go first."""
        waiting: dict[str, list[int]] = {}
        for place, row in self._open():
            title = plain_title(row.title)
            if place not in self._doubted and title in self._by_title:
                waiting.setdefault(title, []).append(place)
        for title, places in waiting.items():
            free = [action for action in self._by_title[title] if action.id not in self._claims]
            by_lead = _grouped(free, lambda action: [self._traits_of(action).lead])
            for place in places:
                lead = traits_of_row(self._rows[place].read).lead
                tried = [*by_lead.get(lead, [])[:_TRIED], *free[:_TRIED]]
                self._take_clearest(place, [action for action in tried if action.id not in self._claims])

    def by_likeness(self) -> None:
        """Ask about rows whose words come near an action's; take the one that can be nothing else."""
        index = TitleIndex(
            (action.title, action)
            for action in self._live
            if action.id not in self._claims or action.id in self._chosen
        )
        suggested: set[str] = set()
        for place, row in enumerate(self._rows):
            match = self.found.get(place)
            if row.read.problems or (match is not None and match.ask is None):
                continue
            own, near = self._doubted.get(place), self._near(place, index, answered=match is not None)
            if match is not None and match.ask is not None:
                self.found[place] = replace(match, ask=self._settled(row, match.ask, match.action, near))
            elif own is None and len(near) == 1 and near[0].score >= SURE and near[0].evidence.is_clear:
                self._claim(place, near[0].action, why=f"{row.where}: nearly the same words as {near[0].action.ref}.")
            elif own is not None or near:
                self.found[place] = Match(ask=self._doubt(row, own, near, suggested))

    def between_tables(self) -> None:
        """Ask about rows that would be new although another table of the same import has their words already."""
        if len({row.table for row in self._rows}) < 2:
            return
        first: dict[str, Placed] = {}
        for place, row in enumerate(self._rows):
            title = plain_title(row.title)
            earlier = first.setdefault(title, row)
            if not title or earlier.table == row.table or place in self.found or row.read.problems:
                continue
            if compare_traits(traits_of_row(row.read), traits_of_row(earlier.read)).is_clear:
                ask = row_ask(row, said_twice(row, earlier), [], new_first=False)
                self.found[place] = Match(ask=replace(ask, options=(LEAVE_OUT, NEW)))

    def _open(self) -> Iterable[tuple[int, Placed]]:
        return [(place, row) for place, row in enumerate(self._rows) if place not in self.found]

    def _claim(self, place: int, action: Action, *, why: str = "", ask: Ask | None = None) -> None:
        holder = self._claims.setdefault(action.id, place)
        earlier = "" if holder == place else self._rows[holder].where
        self.found[place] = Match(action, why, ask, earlier)

    def _of_reference(self, row: Placed) -> Action | None:
        """The action of a row's reference; where several have it, the words decide, then the import."""
        known = self._by_ref.get(ref_key(row.read.ref), []) if row.read.ref else []
        if len(known) < 2:
            return known[0] if known else None
        title = row.title
        return max(known, key=lambda action: (not action.deleted, rewording(title, action.title)))

    def _is_meant(self, row: Placed, action: Action) -> bool:
        """Whether a row means the action of its reference, perhaps in other words."""
        title = plain_title(row.title)
        if not title or title == plain_title(action.title):
            return True
        others = self._by_title.get(title, [])
        return rewording(title, action.title) >= REWORDED and all(one.deleted or one is action for one in others)

    def _take_clearest(self, place: int, free: Sequence[Action]) -> None:
        row = self._rows[place]
        best = min(free, key=lambda action: (action.deleted, *self._rank(place, action)), default=None)
        if best is None:
            return
        evidence = self._evidence(place, best)
        if evidence.is_clear or (not row.read.ref and not evidence.against):
            self._claim(place, best, why=f"{row.where}: same words as {best.ref}." if row.read.ref else "")

    def _rank(self, place: int, action: Action) -> tuple[int, int]:
        evidence = self._evidence(place, action)
        return evidence.against, -evidence.agree

    def _near(self, place: int, index: TitleIndex[Action], *, answered: bool) -> list[_Near]:
        title = self._rows[place].title
        same = [(100.0, action) for action in self._by_title.get(plain_title(title), [])[:_TRIED]]
        scored = {action.id: (score, action) for score, action in (*index.near(title), *same) if not action.deleted}
        found = [
            _Near(score, action, self._evidence(place, action))
            for score, action in sorted(scored.values(), key=lambda pair: -pair[0])
            if action.id not in self._claims or (answered and action.id in self._chosen)
        ]
        return [one for one in found if one.score >= SURE or one.evidence.agree >= one.evidence.against][:_OFFERED]

    def _doubt(self, row: Placed, own: Action | None, near: Sequence[_Near], suggested: set[str]) -> Ask:
        """The question about a row; each action is suggested to one row only."""
        likely = [one.action for one in near if one.evidence.agree >= one.evidence.against]
        best = next((action for action in likely if action.id not in suggested), None)
        if best is not None:
            suggested.add(best.id)
        listed = [action for action in (best, own, *(one.action for one in near)) if action is not None]
        distinct = list({action.id: action for action in listed}.values())
        question = other_words(row, own) if own is not None else same_words(row, distinct[0])
        return row_ask(row, question, distinct, new_first=best is None)

    def _settled(self, row: Placed, answer: Ask, action: Action | None, near: Sequence[_Near]) -> Ask:
        """The question an answer belongs to, with what else could be answered."""
        own = self._of_reference(row)
        listed = [one for one in (action, own, *(one.action for one in near)) if one is not None and not one.deleted]
        distinct = list({one.id: one for one in listed}.values())
        if own is not None and not self._is_meant(row, own):
            question = other_words(row, own)
        else:
            question = same_words(row, distinct[0]) if distinct else f"{row.where}: is it a new action?"
        return replace(row_ask(row, question, distinct, new_first=not distinct), chosen=answer.chosen)

    def _evidence(self, place: int, action: Action) -> Evidence:
        return compare_traits(traits_of_row(self._rows[place].read), self._traits_of(action))

    def _traits_of(self, action: Action) -> Traits:
        known = self._traits.get(action.id)
        if known is None:
            known = self._traits[action.id] = traits_of_action(action, self._labels)
        return known


def _grouped(actions: Iterable[Action], keys: Callable[[Action], list[str]]) -> dict[str, list[Action]]:
    """Actions by each of their keys that says something; each action once a key."""
    found: dict[str, list[Action]] = {}
    for action in actions:
        for key in dict.fromkeys(keys(action)):
            if key:
                found.setdefault(key, []).append(action)
    return found
