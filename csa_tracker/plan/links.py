"""Links between an action and topics, areas and partners: the same pair is the same row on every replica."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.vocabulary import folded
from db.log.write import Edit

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "csa-tracker:link")


def link_id(entity: str, left: str, right: str) -> str:
    """The row id of a link: UUIDv5 of its kind and both ends, so two people linking the same pair make one row."""
    return str(uuid.uuid5(_NAMESPACE, f"{entity}|{left}|{right}"))


def link_edits(draft: ActionDraft, action: str, scope: str) -> Iterator[Edit]:
    """The edits that make and end the links a draft names."""
    yield from _links("action_topic", "topic", action, draft.topics, draft.unlink_topics, scope)
    yield from _links("action_area", "area", action, draft.areas, draft.unlink_areas, scope)
    yield from _partners(draft, action, scope)


def _links(
    entity: str, column: str, action: str, added: Iterable[str], ended: Iterable[str], scope: str
) -> Iterator[Edit]:
    for target in sorted(added):
        row = link_id(entity, action, target)
        yield Edit(entity, row, "action", action, scope=scope)
        yield Edit(entity, row, column, target, scope=scope)
        yield Edit(entity, row, "_in", True, scope=scope)
    for target in sorted(ended):
        yield Edit(entity, link_id(entity, action, target), "_in", False, scope=scope)


def _partners(draft: ActionDraft, action: str, scope: str) -> Iterator[Edit]:
    by_row = {folded(name): name.strip() for name in reversed(draft.partners) if name.strip()}
    for name in reversed(by_row.values()):  # the first spelling of a name stands
        row = link_id("action_partner", action, folded(name))
        yield Edit("action_partner", row, "action", action, scope=scope)
        yield Edit("action_partner", row, "name", name, scope=scope)
        yield Edit("action_partner", row, "_in", True, scope=scope)
    for name in draft.unlink_partners:
        yield Edit("action_partner", link_id("action_partner", action, folded(name)), "_in", False, scope=scope)
