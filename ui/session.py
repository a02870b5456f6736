"""One open plan as the window uses it: every page reads and saves through this, and hears what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakMethod

from PySide6.QtCore import QObject, QTimer, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.change import REASON_NEEDED, change_actions
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.entry import read_entry
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.lists import ListQuery, count_actions, count_by_brag, list_keys, read_rows
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.undo import Steps, Turned, next_steps, redo, undo
from csa_tracker.plan.visits import last_visit, note_visit
from csa_tracker.plan.vocabulary import Vocabulary, read_vocabulary
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action, ActionRow, Brag, Lifecycle, PlanInfo
from csa_tracker.workspace import OpenPlan
from ui.turns import Turns

if TYPE_CHECKING:
    from csa_tracker.plan.conflicts import Conflict, ConflictValue

POLL_MS = 1000
"""How often the window asks whether another program changed the plan."""


@dataclass(frozen=True, slots=True)
class HeldChange:
    """A change that is not saved before a reason is given; `dropped` is called when none is: the old value stays."""

    draft: ActionDraft
    label: str
    asked: UserError
    dropped: Callable[[], object]


class Session(QObject):
    """An open plan with signals: `changed` after every save or outside change, `saved` with the time of our own.

    Whoever reads much after a change follows instead of listening (`follow`). `held` carries a HeldChange: the window
    then asks for the reason.
    """

    changed = Signal()
    saved = Signal(object)
    held = Signal(object)

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self._vocabulary: Vocabulary | None = None
        self._info: PlanInfo | None = None
        self._version = plan.data_version()
        self._day = plan.today
        self.is_closed = False
        self._followers: list[WeakMethod[Callable[[], None]]] = []
        self.turns = Turns(self)
        self.changed.connect(self._call_followers)
        self.follow(self._read_lists)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look_for_changes)
        self._timer.start()

    def close(self) -> None:
        """Stop looking, note when the person was here last, and close the plan file."""
        self._timer.stop()
        self.turns.clear()
        note_visit(self.plan.profile, self.plan.meta.plan, self.plan.clock.now())
        self.is_closed = True
        self.plan.close()

    def last_visit(self) -> dt.datetime | None:
        """Return when this plan was closed here last, None on the first visit."""
        return last_visit(self.plan.profile, self.plan.meta.plan)

    def last_backup_words(self) -> str:
        """Return when the last backup was made, in words for the status strip."""
        from csa_tracker.care.backups import last_backup

        last = last_backup(self.plan.profile, self.plan.meta.plan)
        if last is None:
            return "No backup yet"
        made = last.made.astimezone()
        return f"Backup today {made:%H:%M}" if made.date() == self.today else f"Backup {show_date(made.date())}"

    @property
    def read_only(self) -> str:
        """Empty, or why nothing can be changed, as a sentence."""
        reason = self.plan.read_only
        return f"You can read this plan but not change it, because {reason}." if reason else ""

    @property
    def today(self) -> dt.date:
        """Today where the person sits."""
        return self.plan.today

    @property
    def author(self) -> str:
        """Who updates are signed by: the person's role, or the name where no role is given."""
        identity = self.plan.profile.read_identity()
        return identity.role or identity.name or identity.organisation

    def info(self) -> PlanInfo:
        """Return what the plan is and how much it holds, read once until something changes."""
        if self._info is None:
            self._info = plan_info(self.plan)
        return self._info

    def vocabulary(self) -> Vocabulary:
        """Return the lists to choose from, read once until something changes."""
        if self._vocabulary is None:
            self._vocabulary = read_vocabulary(self.plan)
        return self._vocabulary

    def keys(self, query: ListQuery) -> list[int]:
        """Return the keys of the actions a query finds, in order."""
        return list_keys(self.plan, query)

    def rows(self, keys: Sequence[int]) -> list[ActionRow]:
        """Read one page of rows."""
        return read_rows(self.plan, keys)

    def counts(self, query: ListQuery) -> Mapping[Brag | None, int]:
        """Count the actions of a query by rating."""
        return count_by_brag(self.plan, query)

    def count(self, query: ListQuery) -> int:
        """Count the actions of a query."""
        return count_actions(self.plan, query)

    def action(self, action_id: str) -> Action:
        """Read one action whole. Raises UserError when it is not in the plan any more."""
        return read_action(self.plan, action_id)

    def actions(self) -> list[Action]:
        """Read every live action, in reference order."""
        return read_actions(self.plan)

    def entry(self, field: str, text: str) -> Mapping[str, Value]:
        """Turn typed text into the fields it sets. Raises UserError with the sentence to show beside it."""
        return read_entry(self.plan, field, text)

    def add(self, draft: ActionDraft) -> str:
        """Add an action and tell everyone. Returns its id. Raises UserError; then nothing is saved."""
        (action_id,) = save_actions(self.plan, [draft], label="add-action")
        self.tell()
        return action_id

    def save(self, draft: ActionDraft, *, label: str, reason: str = "") -> None:
        """Save a change made by hand and tell everyone. Raises UserError; then nothing is saved."""
        change_actions(self.plan, [draft], reason=reason, deed=label)
        self.tell()

    def change(self, draft: ActionDraft, *, label: str, dropped: Callable[[], object]) -> bool:
        """Save a change made by hand, or hold it until its reason is given (False). Raises UserError otherwise."""
        try:
            self.save(draft, label=label)
        except UserError as error:
            if error.code != REASON_NEEDED:
                raise
            self.held.emit(HeldChange(draft, label, error, dropped))
            return False
        return True

    def steps(self) -> Steps:
        """Return what Undo and Redo would do now, in words."""
        return next_steps(self.plan)

    def undo(self) -> Turned:
        """Undo the latest step and tell everyone. Raises UserError when there is none, or it was changed since."""
        turned = undo(self.plan)
        self.tell()
        return turned

    def redo(self) -> Turned:
        """Do again what was undone last and tell everyone. Raises UserError as `undo` does."""
        turned = redo(self.plan)
        self.tell()
        return turned

    def log(self, action_id: str, draft: UpdateDraft, *, lifecycle: Lifecycle | None) -> None:
        """Log an update and tell everyone. Raises UserError; then nothing is saved."""
        log_update(self.plan, action_id, draft, lifecycle=lifecycle)
        self.tell()

    def milestone(self, action_id: str, draft: MilestoneDraft) -> None:
        """Add or change a milestone and tell everyone. Raises UserError; then nothing is saved."""
        save_milestone(self.plan, action_id, draft)
        self.tell()

    def delete(self, ids: Sequence[str]) -> None:
        """Move actions to the Bin and tell everyone."""
        delete_actions(self.plan, ids)
        self.tell()

    def restore(self, ids: Sequence[str]) -> None:
        """Take actions out of the Bin and tell everyone."""
        restore_actions(self.plan, ids)
        self.tell()

    def conflicts(self) -> list[Conflict]:
        """Return everything to decide, by reference and field."""
        from csa_tracker.plan.conflicts import read_conflicts

        return read_conflicts(self.plan)

    def count_conflicts(self, action_id: str | None = None) -> int:
        """Count what is to be decided, in the plan or on one action."""
        from csa_tracker.plan.conflicts import count_conflicts

        return count_conflicts(self.plan, action_id)

    def decide(self, choices: Sequence[tuple[Conflict, ConflictValue | str]]) -> None:
        """Decide conflicts as one step and tell everyone. Raises UserError; then nothing is saved."""
        from csa_tracker.plan.conflicts import decide

        decide(self.plan, choices)
        self.tell()

    def follow(self, catch_up: Callable[[], None]) -> None:
        """Call a widget's method after every change, as long as the widget is there, in a turn of its own.

        What a page does with its own change comes first, several changes at once are read once, and keys are heard
        between two followers: of a plan with thousands of actions each of them reads for a while.
        """
        follower = WeakMethod(catch_up)
        if follower not in self._followers:
            self._followers.append(follower)

    def _read_lists(self) -> None:
        self.vocabulary()  # not with the page that needs it first: in a large plan it takes as long as the page

    def _call_followers(self) -> None:
        self._followers = [follower for follower in self._followers if follower() is not None]
        for follower in self._followers:
            catch_up = follower()
            if catch_up is not None:
                self.turns.add(catch_up)

    def tell(self) -> None:
        """Say that the plan was changed here, now."""
        self._version = self.plan.data_version()
        self._vocabulary = self._info = None
        self.saved.emit(self.plan.clock.now())
        self.changed.emit()

    def look_for_changes(self) -> None:
        """Refresh when another program changed the plan, or a new day began."""
        version, day = self.plan.data_version(), self.plan.today
        if version == self._version and day == self._day:
            return
        self._version, self._day = version, day
        self._vocabulary = self._info = None
        self.changed.emit()
