"""Finds the action of the plan that a row is about: by imported reference, reference, or without one by title."""

from __future__ import annotations

from collections.abc import Iterable

from csa_tracker.importing.children import ref_key
from csa_tracker.importing.reading import ReadAction
from csa_tracker.rules.words import spelling
from csa_tracker.values import Action


class KnownActions:
    """The plan's actions, found by reference or title; those in the Bin too, after the live ones."""

    def __init__(self, live: Iterable[Action], binned: Iterable[Action]) -> None:
        self._by_source: dict[str, list[Action]] = {}
        self._by_ref: dict[str, list[Action]] = {}
        self._by_title: dict[str, list[Action]] = {}
        self._claimed: dict[str, int] = {}
        for action in (*live, *binned):
            if action.source_ref:
                self._by_source.setdefault(ref_key(action.source_ref), []).append(action)
            self._by_ref.setdefault(ref_key(action.ref), []).append(action)
            self._by_title.setdefault(spelling(action.title), []).append(action)

    def claim(self, read: ReadAction) -> tuple[Action | None, int | None]:
        """The action of a row (None: a new one), and the earlier row that has claimed it already, if any.

        Where an imported reference and a reference of the plan are the same words, the title decides, then the import.
        Rows without references take the actions of their title one after the other, those with the same lead first.
        """
        title = spelling(str(read.fields.get("title", "")))
        if read.ref:
            key = ref_key(read.ref)
            candidates = [*self._by_source.get(key, []), *self._by_ref.get(key, [])]
            candidates.sort(key=lambda action: (action.deleted, spelling(action.title) != title))
        else:
            lead = spelling(str(read.fields.get("lead_organisation", "")))
            candidates = [action for action in self._by_title.get(title, []) if action.id not in self._claimed]
            candidates.sort(key=lambda action: (action.deleted, spelling(action.lead) != lead))
        if not candidates:
            return None, None
        action = candidates[0]
        earlier = self._claimed.get(action.id)
        self._claimed.setdefault(action.id, read.row)
        return action, earlier
