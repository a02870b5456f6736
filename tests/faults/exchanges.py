"""Scenes and judges of the exchange: a file received, sent, or made a plan of, and cut off on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.exchange.bundle import inspect_bundle
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join, look_at
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import add_member
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from tests.faults.jobs import CLOCK, DONE, PARTNER, Scene, open_scene
from tests.faults.oracle import Facts, read_facts, sound
from tests.faults.scenes import new_draft

_ACTIONS = 6


def scene_to_receive(root: Path) -> Scene:
    """Burnley with a plan it joined and changed, and a file of the county: the same action changed, others added."""
    scene = _two_offices(root)
    county = _county(root, scene)
    with open_scene(scene) as ours, county as theirs:
        action = scene.action
        save_actions(ours, [ActionDraft(id=action, fields={"title": "Changed at Burnley"})], label="change-action")
        receive(theirs, send(ours, [PARTNER], root / "ack.cspx").path)
        save_actions(ours, [ActionDraft(id=action, fields={"title": "Changed again"})], label="change-action")
        save_actions(theirs, [ActionDraft(id=action, fields={"title": "Changed at the county"})], label="change-action")
        save_actions(theirs, [new_draft(theirs, f"Action {number}") for number in range(_ACTIONS)], label="add-action")
        sent = send(theirs, ["Asha"], root / "file.cspx")
    return replace(scene, sheets=(sent.path,))


def scene_to_send(root: Path) -> Scene:
    """Burnley with a plan it joined and changed."""
    scene = _two_offices(root)
    with open_scene(scene) as ours:
        save_actions(ours, [new_draft(ours, f"Action {number}") for number in range(_ACTIONS)], label="add-action")
    return scene


def scene_to_join(root: Path) -> Scene:
    """Burnley without a plan, and a full file of the county."""
    scene = _two_offices(root)
    for path in scene.folder.iterdir():
        path.unlink()
    return replace(scene, sheets=(root / "full.cspx",))


def judge_receive(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """All of the file or nothing."""
    now = read_facts(scene)
    if now.view not in (before.view, after.view):
        yield f"half a file: {now.counts} of {after.counts}"
    if DONE in said and now.view != after.view:
        yield "lost: the file was acknowledged"
    yield from sound(scene)


def judge_send(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The file is whole or not there; the plan shows what it showed."""
    path = scene.papers / "sent.cspx"
    if path.exists():
        try:
            if inspect_bundle(path, _tom(scene).keys()).manifest.n_txn == 0:
                yield "an empty file"
        except UserError as error:
            yield f"half a file: {error.code}"
    elif DONE in said:
        yield "lost: the file was acknowledged"
    if read_facts(scene).view != before.view:
        yield "the plan shows something else"
    yield from sound(scene)


def judge_join(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The plan is there whole or not at all."""
    if not scene.plan.exists():
        if DONE in said:
            yield "lost: the new plan was acknowledged"
        return
    if read_facts(scene).view != after.view:
        yield "half a plan"
    yield from sound(scene)


def _two_offices(root: Path) -> Scene:
    """The county's plan with one action (below `root`, not part of the scene), and Burnley's, who has joined it."""
    scene = Scene(root / "plans", root / "profile", root / "papers")
    for part in scene.parts:
        part.mkdir(parents=True)
    county, burnley = _tom(scene), Profile(scene.profile)
    for profile, name in ((county, PARTNER), (burnley, "Asha")):
        profile.set_identity(name=name, role="Officer", organisation=f"{name}'s office")
    path = root / "county.csplan"
    with create_plan(path, partnership="PAN", name="Lancashire", profile=county, clock=CLOCK) as plan:
        (action,) = save_actions(plan, [new_draft(plan, "Evening patrols")], label="add-action")
        add_member(plan, make_card(burnley, "BUR"))
        sent = send(plan, ["Asha"], root / "full.cspx")
    sender = look_at(sent.path, burnley).sender
    assert sender is not None
    join(sent.path, scene.plan, partnership="BUR", sender=sender, profile=burnley, clock=CLOCK)
    return replace(scene, action=action)


def _county(root: Path, scene: Scene) -> OpenPlan:
    return open_plan(root / "county.csplan", profile=_tom(scene), clock=CLOCK)


def _tom(scene: Scene) -> Profile:
    """The county's profile: it lies in the scene, so that a judge finds its keys wherever the scene was copied to."""
    return Profile(scene.profile / "county")
