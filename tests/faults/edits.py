"""The worker of F1: random edits of every kind through the product, announced before and acknowledged after."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from csa_tracker.care.check import plan_digest
from csa_tracker.errors import UserError
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft
from csa_tracker.plan.moments import take_snapshot
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.undo import redo, undo
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan
from db.planfile import LogHead, log_head
from tests.faults.jobs import CLOCK, Scene, import_one, open_scene, update
from tests.faults.scenes import write_rows

EXPECTED_REFUSALS = frozenset({"nothing-to-undo", "nothing-to-redo", "cannot-undo", "cannot-redo"})
IMPORTED_ROWS = 5


class Mark(NamedTuple):
    """The state of a plan: the head of its log, and the digest of the values shown."""

    head: LogHead
    view: str


@dataclass(frozen=True, slots=True)
class Announced:
    """An edit that is about to be made, and texts that are in the plan once it is."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The product has returned; this is the plan now."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Failed:
    """The product refused, or fell over, in a way the edit does not explain."""

    why: str


Message = Announced | Acknowledged | Failed
Tamper = Callable[[OpenPlan], None]
"""Puts a fault into an open plan."""


class Editor:
    """Somebody who edits a plan at random and says before what, and after that it was done."""

    def __init__(self, plan: OpenPlan, dice: random.Random, say: Callable[[Message], None], desk: Path) -> None:
        self._plan = plan
        self._dice = dice
        self._say = say
        self._desk = desk
        self._issues = [issue.id for issue in read_vocabulary(plan).key_issues]
        self._live = [action.id for action in read_actions(plan)]
        self._binned = [action.id for action in read_actions(plan, deleted=True)]
        self._number = 0
        self._run = f"{dice.getrandbits(48):012x}"

    def edit(self) -> None:
        """Make one edit."""
        kinds = (
            (self.add, 4), (self.change, 5), (self.update, 5), (self.milestone, 3), (self.link, 3), (self.delete, 2),
            (self.restore, 1), (self.undo, 2), (self.redo, 1), (self.snapshot, 1), (self.import_sheet, 1),
        )  # fmt: skip
        chosen = self._dice.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        try:
            chosen()
        except UserError as error:
            if error.code not in EXPECTED_REFUSALS:
                self._say(Failed(f"{chosen.__name__}: {error.code}: {error}"))
            return
        self._say(Acknowledged(read_mark(self._plan)))

    def add(self) -> None:
        """Add an action."""
        title = self._text("Action", announce="add")
        draft = ActionDraft(
            fields={"title": title, "key_issue": self._dice.choice(self._issues), "start_on": CLOCK.today()}
        )
        self._live += save_actions(self._plan, [draft], label="add-action")

    def change(self) -> None:
        """Change two fields of an action."""
        action = self._any_action()
        text = self._text("Description", announce="change")
        draft = ActionDraft(id=action, fields={"description": text, "percent": self._dice.randint(0, 100)})
        change_actions(self._plan, [draft], deed="change-action")

    def update(self) -> None:
        """Log an update."""
        action = self._any_action()
        log_update(self._plan, action, update(self._text("Update", announce="update")))

    def milestone(self) -> None:
        """Add a milestone."""
        action = self._any_action()
        title = self._text("Milestone", announce="milestone")
        save_milestone(self._plan, action, MilestoneDraft(title=title, due=CLOCK.today()))

    def link(self) -> None:
        """Link two partners."""
        action = self._any_action()
        partners = tuple(self._text(f"Partner {side}") for side in "ab")
        self._say(Announced("link", partners))
        save_actions(self._plan, [ActionDraft(id=action, partners=partners)], label="link")

    def delete(self) -> None:
        """Move an action to the Bin."""
        action = self._any_action()
        self._say(Announced("delete", ()))
        delete_actions(self._plan, [action])
        self._live.remove(action)
        self._binned.append(action)

    def restore(self) -> None:
        """Take an action out of the Bin."""
        self._say(Announced("restore", ()))
        chosen = self._binned[-1:]
        restore_actions(self._plan, chosen)
        self._live += chosen
        del self._binned[-1:]

    def undo(self) -> None:
        """Undo the latest step."""
        self._say(Announced("undo", ()))
        undo(self._plan)
        self._look_again()

    def redo(self) -> None:
        """Do again what was undone."""
        self._say(Announced("redo", ()))
        redo(self._plan)
        self._look_again()

    def snapshot(self) -> None:
        """Name this moment."""
        take_snapshot(self._plan, self._text("Snapshot", announce="snapshot"))

    def import_sheet(self) -> None:
        """Import a spreadsheet of new actions."""
        titles = tuple(self._text(f"Imported {row}") for row in range(IMPORTED_ROWS))
        sheet = self._desk / "sheet.csv"
        write_rows(
            sheet, [("Action", "Key issue", "Start date"), *((title, "Road Safety", "01/09/2026") for title in titles)]
        )
        self._say(Announced("import", titles))
        import_one(self._plan, sheet)
        self._look_again()

    def _any_action(self) -> str:
        if not self._live:
            self.add()
            self._say(Acknowledged(read_mark(self._plan)))
        return self._dice.choice(self._live)

    def _look_again(self) -> None:
        self._live = [action.id for action in read_actions(self._plan)]
        self._binned = [action.id for action in read_actions(self._plan, deleted=True)]

    def _text(self, word: str, *, announce: str = "") -> str:
        self._number += 1
        text = f"{word} {self._run}-{self._number}"
        if announce:
            self._say(Announced(announce, (text,)))
        return text


def read_mark(plan: OpenPlan) -> Mark:
    """The state of an open plan."""
    with plan.store.reading() as connection:
        head = log_head(connection)
    return Mark(head, plan_digest(plan).view)


def edit_until_killed(scene: Scene, seed: int, most: int, tamper: Tamper | None, pipe: Connection) -> None:
    """Body of the child process: open the plan, put a fault in if one is given, and edit at most so many times."""
    dice = random.Random(seed)  # noqa: S311 (a repeatable choice, no secret)
    pipe.recv()
    try:
        with open_scene(scene) as plan:
            pipe.send(Acknowledged(read_mark(plan)))
            if tamper is not None:
                tamper(plan)
            editor = Editor(plan, dice, pipe.send, scene.papers)
            for _ in range(most):
                editor.edit()
    except Exception as error:  # noqa: BLE001 (any error but a refusal is a broken promise, which the judge reports)
        pipe.send(Failed(f"{type(error).__name__}: {error} {traceback.format_exc().splitlines()[-4:-1]}"))


def texts_of(messages: Sequence[Message]) -> tuple[list[str], Announced | None]:
    """Texts of edits that were acknowledged, and the edit that was announced and not acknowledged, if one was."""
    texts: list[str] = []
    open_edit: Announced | None = None
    for message in messages:
        match message:
            case Announced():
                open_edit = message
            case Acknowledged() if open_edit is not None:
                texts += open_edit.texts
                open_edit = None
            case _:
                pass
    return texts, open_edit
