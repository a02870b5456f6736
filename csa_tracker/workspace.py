"""The composition root: which services get which plan, clock and folder."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from csa_tracker.care.known import note_plan
from csa_tracker.care.opening import backup_before_update, with_last_backup
from csa_tracker.care.salvage import SalvageResult, salvage_plan
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.lives import note_life, settle_life
from csa_tracker.plan.ratings import rate_touched, refresh_ratings, shadow_with_ratings
from csa_tracker.profile import Profile
from csa_tracker.rules.fields import check_field
from db.engine import Connection
from db.log.merge import Sinks
from db.log.opening import SHARED
from db.log.write import Edit
from db.meta import Author, LocalMeta, replica_of
from db.planfile import BACKUP_SUFFIX
from db.store import Store, create_store, open_store
from db.trouble import VIEWS_DAMAGED

PLAN_SUFFIX = ".csplan"
DEFAULT_AGREEMENT = "csa-2025"


class OpenPlan:
    """A plan somebody works on: its store, clock and profile. Close it, or use it as a context manager."""

    def __init__(self, store: Store, *, profile: Profile, clock: Clock) -> None:
        self.store = store
        self.profile = profile
        self.clock = clock
        with store.reading() as connection:
            self.meta = LocalMeta.read(connection)
        self.notices: tuple[str, ...] = ()
        """What opening did that the person should know, as sentences."""
        self._rated_on: dt.date | None = None
        self.refresh_day()

    @property
    def path(self) -> Path:
        """The plan file."""
        return self.store.path

    @property
    def read_only(self) -> str:
        """Empty, or why nothing can be changed ("the file or its folder is read-only")."""
        return self.store.read_only

    def replica(self, connection: Connection) -> str:
        """The life of this file in which this person writes; the file's first one before they wrote anything."""
        return replica_of(connection, self.profile.keys().member) or self.meta.replica

    @property
    def today(self) -> dt.date:
        """Today, where the person sits."""
        return self.clock.today()

    @property
    def author(self) -> Author:
        """Who is about to write, and when."""
        return Author(self.profile.keys().member, self.clock.now())

    def refresh_day(self) -> None:
        """Rate what the passing of days has changed; cheap when today is already done."""
        today = self.today
        if self._rated_on == today:
            return
        if self.read_only:
            shadow_with_ratings(self.store, today)
        else:
            refresh_ratings(self.store, today)
        self._rated_on = today

    def data_version(self) -> int:
        """A number that changes whenever another program has changed the plan."""
        return self.store.data_version()

    def close(self) -> None:
        """Write everything back into the plan file and let go of it."""
        try:
            if not self.read_only:
                with suppress(UserError):  # a profile on a full disk must not keep the plan open
                    note_life(self)
        finally:
            self.store.close()

    def __enter__(self) -> OpenPlan:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_plan(path: Path, *, profile: Profile, clock: Clock) -> OpenPlan:
    """Open the plan at `path`, for reading only where it cannot be written or is newer than this app.

    Raises UserError when the file is missing, not a plan, or damaged.
    """
    notices: list[str] = []
    try:
        store = open_store(
            path,
            plan_sinks(clock),
            before_upgrade=lambda file, meta: notices.append(
                backup_before_update(file, meta, profile=profile, clock=clock)
            ),
        )
        plan = _opened(store, notices, profile=profile, clock=clock)
    except UserError as error:
        raise with_last_backup(error, path, profile) from None
    plan.notices = tuple(notices)
    return plan


def open_beside(path: Path, *, profile: Profile, clock: Clock) -> OpenPlan:
    """Open, to read it, a plan that this person has open already: nothing is noted in the profile.

    Close its store, not the plan. Raises UserError as `open_plan`.
    """
    return OpenPlan(open_store(path, plan_sinks(clock)), profile=profile, clock=clock)


def _opened(store: Store, notices: list[str], *, profile: Profile, clock: Clock) -> OpenPlan:
    """The plan of an open store; views that are damaged are made again from a log that is whole."""
    try:
        try:
            plan = OpenPlan(store, profile=profile, clock=clock)
        except UserError as error:
            if error.code != VIEWS_DAMAGED or store.read_only:
                raise
            with store.writing() as connection:
                store.rebuild(connection)
            notices.append("What this plan shows was damaged, so it was made again from its change log.")
            plan = OpenPlan(store, profile=profile, clock=clock)
        if not store.read_only:
            notices += filter(None, [settle_life(plan)])
        if store.path.suffix != BACKUP_SUFFIX:
            profile.note_opened(store.path)
            note_plan(profile, store.path, plan.meta.plan)
    except BaseException:
        with suppress(UserError):  # the first refusal is the one that explains
            store.close()
        raise
    return plan


def create_plan(path: Path, *, partnership: str, name: str, profile: Profile, clock: Clock) -> OpenPlan:
    """Start a plan for a partnership (its code) and open it.

    Raises UserError for an unknown code, an empty name, or a file that exists or cannot be made.
    """
    code = known_partnership(partnership)
    if not name.strip():
        raise UserError("empty-name", "A plan needs a name.", "Give it one, such as “Burnley plan 2025 to 2028”.")
    row = str(uuid.uuid4())
    edits = [
        Edit("plan", row, "name", name.strip(), scope=SHARED),
        Edit("plan", row, "agreement", DEFAULT_AGREEMENT, scope=SHARED),
        Edit("plan", row, "marking", "OFFICIAL", scope=SHARED),
    ]
    author = Author(profile.keys().member, clock.now())
    create_store(path, plan_sinks(clock), partnership=code, author=author, edits=edits)
    return open_plan(path, profile=profile, clock=clock)


def salvage_to(damaged: Path, target: Path, *, profile: Profile, clock: Clock) -> SalvageResult:
    """Make the new plan `target` of what can be read of a damaged one. Raises UserError (care/salvage.py)."""
    return salvage_plan(
        damaged, target, sinks=plan_sinks(clock), agreement=DEFAULT_AGREEMENT, profile=profile, clock=clock
    )


def known_partnership(text: str) -> str:
    """The partnership code that `text` names. Raises UserError for any other."""
    codes = partnership_names()
    code = text.strip().upper()
    if code in codes:
        return code
    by_name = {name.casefold(): code for code, name in codes.items()}
    if text.strip().casefold() in by_name:
        return by_name[text.strip().casefold()]
    raise UserError(
        "unknown-partnership", f"There is no partnership “{text[:40]}”.", f"Use one of: {', '.join(codes)}."
    )


def partnership_names() -> dict[str, str]:
    """Name of each partnership by its code, before any plan exists."""
    import csv

    from resources import read_text

    return {row["code"]: row["name"] for row in csv.DictReader(read_text("reference/partnerships.csv").splitlines())}


def plan_sinks(clock: Clock) -> Sinks:
    """What a merge needs to know of the rules: how fields are checked, and that touched actions are rated."""
    return Sinks(check_field, lambda connection, touched: rate_touched(connection, touched, clock.today()))
