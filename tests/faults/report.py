"""What a part of the campaign found, and how it is printed: counts, broken promises, and what zero failures mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the campaign: what was tried how often, every broken promise, and remarks."""

    what: str
    trials: int
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def bound(self) -> str:
        """The 95 % upper bound of the true rate when nothing failed (3/n), or the share that failed."""
        if not self.trials:
            return "nothing was tried"
        if self.broken:
            return f"{len(self.broken):,} of {self.trials:,} broke a promise"
        return f"0 of {self.trials:,} broke a promise; true rate below {min(1.0, 3 / self.trials):.3%} (95 %, 3/n)"


def print_outcome(outcome: Outcome, *, most: int = 20) -> None:
    """Print one outcome and its first `most` broken promises."""
    print(f"{outcome.what}: {outcome.bound}, {outcome.seconds:.0f} s")
    for note in outcome.notes:
        print(f"  {note}")
    for broken in outcome.broken[:most]:
        print(f"  BROKEN {broken}")
    if len(outcome.broken) > most:
        print(f"  and {len(outcome.broken) - most:,} more")


def all_kept(outcomes: Iterable[Outcome]) -> bool:
    """Whether something was tried in each, and nothing broke."""
    return all(outcome.trials and not outcome.broken for outcome in outcomes)
