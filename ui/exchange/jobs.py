"""What the exchange and removals do on a thread: each opens the plan anew, for a connection of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.exchange.receiving import Received, preview, receive
from csa_tracker.exchange.sending import SentBundle, send
from csa_tracker.exchange.standing import ExchangeState, read_standing
from csa_tracker.exchange.undoing import Undoing, look_at_undoing, undo_receive
from csa_tracker.plan.removing import Removal, remove_for_good, renew_backups
from csa_tracker.profile import Profile
from csa_tracker.values import Head
from csa_tracker.workspace import OpenPlan, open_plan


class PlanFile:
    """A plan as a thread needs it: where it is, and as whom and when it is opened."""

    def __init__(self, plan: OpenPlan) -> None:
        self.path: Path = plan.path
        self._profile: Profile = plan.profile
        self._clock: Clock = plan.clock

    def read(self) -> ExchangeState:
        """Read how the exchange stands."""
        with self._open() as plan:
            return read_standing(plan)

    def preview(self, file: Path, heard: Collection[str] = ()) -> Received:
        """Say what a file would bring. Raises UserError as `receiving.preview`."""
        with self._open() as plan:
            return preview(plan, file, heard=heard)

    def receive(self, file: Path, heard: Collection[str] = ()) -> Received:
        """Bring a file in. Raises UserError as `receiving.receive`."""
        with self._open() as plan:
            return receive(plan, file, heard=heard)

    def send(self, members: Sequence[str], target: Path, *, full: bool) -> list[SentBundle]:
        """Write a file for each member: what one may see, another may not. Raises UserError as `sending.send`."""
        with self._open() as plan:
            return [send(plan, [member], target, full=full) for member in members]

    def look_at_undoing(self, bundle: str) -> Undoing:
        """Say what undoing a file would do. Raises UserError as `undoing.look_at_undoing`."""
        with self._open() as plan:
            return look_at_undoing(plan, bundle)

    def undo(self, bundle: str) -> Undoing:
        """Undo what a file brought. Raises UserError as `undoing.undo_receive`."""
        with self._open() as plan:
            return undo_receive(plan, bundle)

    def remove(self, heads: Sequence[Head], reason: str, *, renew: bool) -> Removal:
        """Remove values for good, and older backups with `renew`. Raises UserError as `remove_for_good`."""
        with self._open() as plan:
            done = remove_for_good(plan, heads, reason)
            if renew:
                renew_backups(plan)
        return done

    def _open(self) -> OpenPlan:
        return open_plan(self.path, profile=self._profile, clock=self._clock)
