"""Offices that write apart and exchange files at random: loss, repeats, disorder, copies, backups, wrong clocks, ties.

Whatever happened, once every office has heard of everything all hold the same, show what a naive oracle says of it, and
every value ever typed and not removed for good is there. `make soak` plays 2,000 games, `make test` 100.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, multiple, precondition, rule

from db.exchange.ledger import Vector
from db.exchange.streams import own_vector, transactions_beyond
from db.log.opening import SHARED
from db.log.replay import stored_transactions
from db.log.transaction import Ref, Transaction, read_transaction
from db.log.write import Edit
from db.meta import mint_replica
from tests.db.replica import MEMBER, NOW, Replica, make_template
from tests.property.oracle import derive
from tests.property.reading import derived, digests

GAMES = int(os.environ.get("CSA_GAMES", "100"))
SCOPES = ("BUR", "PEN", SHARED)
ROWS = ("r1", "r2", "r3")
FIELDS = ("title", "percent", "position", "ref")
MOST_OFFICES = 5
CLOCKS = (dt.timedelta(0), dt.timedelta(0), dt.timedelta(minutes=1), dt.timedelta(days=-400), dt.timedelta(days=3000))
"""How far a clock is off: mostly not at all, so that clocks tie; back by a year, ahead by eight."""

File = tuple[int, int, list[Transaction], Vector]
"""Who sent it, whom it is for, what it holds, and what its sender has."""
OFFICES = st.integers(0, MOST_OFFICES - 1)


@cache
def _template() -> Path:
    """A plan with an empty log, made once a process."""
    return make_template(Path(tempfile.mkdtemp(prefix="csa-machine-")) / "template.csplan")


class Offices(RuleBasedStateMachine):
    """Two to five replicas; a file in flight is a list of transactions with the vector of its sender."""

    flying = Bundle("flying")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="csa-machine-"))
        self.offices: list[Replica] = []
        self.paths: list[Path] = []
        self.said: dict[tuple[int, int], Vector] = {}
        self.backups: dict[int, Path] = {}
        self.typed: dict[Ref, str | None] = {}

    @initialize(count=st.integers(2, 3))
    def begin(self, count: int) -> None:
        """Two or three offices."""
        for number in range(count):
            self._open(shutil.copyfile(_template(), self.folder / f"{number}.csplan"), f"office {number}")

    def _open(self, path: str | Path, name: str) -> None:
        self.paths.append(Path(path))
        self.offices.append(Replica(Path(path), name))

    def _one(self, number: int) -> int:
        return number % len(self.offices)

    def _write(self, number: int, *edits: Edit, clock: int) -> None:
        office = self.offices[self._one(number)]
        for name in office.write(*edits, now=NOW + CLOCKS[clock]):
            for place, value in office.rows(
                "SELECT o.id & 4095, o.value FROM op o JOIN txn t ON t.pk = o.id >> 12 WHERE t.id = ?",
                bytes.fromhex(name),
            ):
                self.typed[name, int(str(place))] = str(value)

    @rule(
        office=OFFICES, row=st.sampled_from(ROWS), field=st.sampled_from(FIELDS), value=st.integers(98, 102),
        clock=st.integers(0, len(CLOCKS) - 1), keep=st.integers(0, 7),
    )  # fmt: skip
    def edit(self, office: int, row: str, field: str, value: int, clock: int, keep: int) -> None:
        """Write a field; of several values shown, some or all are replaced."""
        replica = self.offices[self._one(office)]
        shown = [
            (str(name), int(str(place)))
            for name, place in replica.rows(
                "SELECT lower(hex(t.id)), o.id & 4095 FROM op o JOIN txn t ON t.pk = o.id >> 12 "
                "WHERE o.row = ? AND o.field = ? AND o.entity = 'action' AND o.sup = 0 ORDER BY t.id, o.id",
                row, field,
            )
        ]  # fmt: skip
        base = tuple(ref for place, ref in enumerate(shown) if keep >> place & 1)
        typed = f"BUR-{value // 2}" if field == "ref" else value  # few, so that offices give out the same ones
        self._write(
            office, Edit("action", row, field, typed, base=base, scope=SCOPES[len(row + field) % 2]), clock=clock
        )

    @rule(office=OFFICES, row=st.sampled_from(ROWS), gone=st.booleans(), clock=st.integers(0, len(CLOCKS) - 1))
    def delete_or_restore(self, office: int, row: str, clock: int, *, gone: bool) -> None:
        """Move a row to the Bin or take it out, as far as it is seen here."""
        self._write(office, Edit("action", row, "_deleted", gone, scope="BUR"), clock=clock)

    @rule(office=OFFICES, holds=st.booleans(), clock=st.integers(0, len(CLOCKS) - 1))
    def link(self, office: int, clock: int, *, holds: bool) -> None:
        """Make or end a link that every office calls the same."""
        self._write(office, Edit("action_area", "link", "_in", holds, scope=SHARED), clock=clock)

    @rule(office=OFFICES, row=st.sampled_from(ROWS), field=st.sampled_from(FIELDS), which=st.integers(0, 15))
    def remove_for_good(self, office: int, row: str, field: str, which: int) -> None:
        """Remove some of the values a field has here or had."""
        replica = self.offices[self._one(office)]
        held = [
            (str(scope), (str(name), int(str(place))))
            for scope, name, place in replica.rows(
                "SELECT t.scope, lower(hex(t.id)), o.id & 4095 FROM op o JOIN txn t ON t.pk = o.id >> 12 "
                "WHERE o.row = ? AND o.field = ? AND o.entity = 'action' ORDER BY t.scope, t.id, o.id",
                row, field,
            )
        ]  # fmt: skip
        chosen = [one for place, one in enumerate(held) if which >> place & 1]
        edits = [
            Edit("redaction", f"x of {scope}", "removes", True, base=(), scope=scope,
                 removes=tuple(ref for other, ref in chosen if other == scope))
            for scope in sorted({scope for scope, _ in chosen})
        ]  # fmt: skip
        if edits:
            self._write(office, *edits, clock=0)

    @rule(office=OFFICES, clock=st.integers(0, len(CLOCKS) - 1))
    def edit_two_scopes(self, office: int, clock: int) -> None:
        """One gesture in two scopes."""
        edits = [Edit("action", f"of {scope}", "title", "Both", base=(), scope=scope) for scope in SCOPES[:2]]
        self._write(office, *edits, clock=clock)

    @rule(
        target=flying,
        giver=OFFICES,
        taker=OFFICES,
        scopes=st.sets(st.sampled_from(SCOPES), min_size=1),
        full=st.booleans(),
    )
    def send(
        self, giver: int, taker: int, scopes: set[str], *, full: bool
    ) -> tuple[int, int, list[Transaction], Vector]:
        """Make a file of what the taker lacks as far as it said."""
        one, other = self._one(giver), self._one(taker)
        known = {} if full else self.said.get((one, other), {})
        with self.offices[one].writing() as connection:
            held = [read_transaction(sent.body, sent.values) for sent in transactions_beyond(connection, scopes, known)]
            return one, other, held, own_vector(connection, scopes)

    @rule(target=flying, file=consumes(flying), what=st.sampled_from(["once", "twice", "backwards", "lost", "half"]))
    def deliver(self, file: File, what: str) -> object:
        """A file arrives once, repeatedly, out of order, in part, or never."""
        giver, taker, held, vector = file
        if what == "lost":
            return multiple()
        arrives = held[::-1] if what == "backwards" else held[: len(held) // 2] if what == "half" else held
        if what == "half":  # a value that is missing with its removal in the other half is refused
            arrives = [one for one in arrives if all(op.value is not None for op in one.operations)]
        self.offices[taker].merge(arrives)
        if what != "half":  # half of a file is refused by its hash; here only the log must bear it
            self.said[taker, giver] = vector
        return file if what == "twice" else multiple()

    @precondition(lambda self: len(self.offices) < MOST_OFFICES)
    @rule(office=OFFICES, noticed=st.booleans())
    def copy(self, office: int, *, noticed: bool) -> None:
        """Somebody copies a plan file; the program notices that it is one, or (profile lost too) does not."""
        source = self._one(office)
        name, path = self.offices[source].name, self.folder / f"{len(self.offices)}.csplan"
        self._reopen(source, lambda: shutil.copyfile(self.paths[source], path))
        self._open(path, f"office {len(self.offices)}" if noticed else "")
        copied = self.offices[-1]
        with copied.writing() as connection:
            if noticed:
                mint_replica(connection, MEMBER)
            else:
                connection.exec_driver_sql("UPDATE local_meta SET value = ? WHERE key = 'replica'", (name,))

    @rule(office=OFFICES)
    def back_up(self, office: int) -> None:
        """Keep a copy to put back later."""
        number = self._one(office)
        kept = self.folder / f"{number}.kept"
        self._reopen(number, lambda: shutil.copyfile(self.paths[number], kept))
        self.backups[number] = kept

    @rule(office=OFFICES, noticed=st.booleans())
    def put_back(self, office: int, *, noticed: bool) -> None:
        """Put a plan back as it was; the program notices, or does not."""
        number = self._one(office)
        kept = self.backups.get(number)
        if kept is None:
            return
        self._reopen(number, lambda: shutil.copyfile(kept, self.paths[number]), lose=True)
        if noticed:
            with self.offices[number].writing() as connection:
                mint_replica(connection, MEMBER)

    def _reopen(self, number: int, between: object, *, lose: bool = False) -> None:
        """Close a plan, do something with its file, open it again. What only a file put back held is forgotten."""
        old = self.offices[number]
        mine = self._held(number) if lose else set()
        name = old.name
        old.close()
        between()  # type: ignore[operator]
        self.offices[number] = Replica(self.paths[number], "")
        self.offices[number].name = name
        if lose:
            elsewhere = set().union(*(self._held(other) for other in range(len(self.offices))))
            gone = mine - elsewhere
            self.typed = {ref: value for ref, value in self.typed.items() if ref[0] not in gone}

    def _held(self, number: int) -> set[str]:
        return {str(name) for (name,) in self.offices[number].rows("SELECT lower(hex(id)) FROM txn")}

    def teardown(self) -> None:
        """Everybody hears of everything; then all must be equal, right and whole."""
        try:
            if self.offices:
                self._hear_of_everything()
                self._check()
        finally:
            for office in self.offices:
                office.close()
            shutil.rmtree(self.folder)

    def _hear_of_everything(self) -> None:
        for _ in range(2):
            for giver in self.offices:
                for taker in self.offices:
                    if giver is not taker:
                        with taker.writing() as connection:
                            known = own_vector(connection)
                        with giver.writing() as connection:
                            held = [
                                read_transaction(one.body, one.values)
                                for one in transactions_beyond(connection, SCOPES, known)
                            ]
                        taker.merge(held)

    def _check(self) -> None:
        assert len({digests(office) for office in self.offices}) == 1
        first = self.offices[0]
        with first.writing() as connection:
            everything = [transaction for _, transaction in stored_transactions(connection)]
        told = derive(everything)
        for office in self.offices:
            assert derived(office) == told
        kept = {
            (str(name), int(str(place))): value
            for name, place, value in first.rows(
                "SELECT lower(hex(t.id)), o.id & 4095, o.value FROM op o JOIN txn t ON t.pk = o.id >> 12"
            )
        }
        assert {ref: kept[ref] for ref in self.typed} == {
            ref: None if ref in told.gone else value for ref, value in self.typed.items()
        }
        before = digests(first)
        first.rebuild()
        assert digests(first) == before


Offices.TestCase.settings = settings(
    max_examples=GAMES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
test_offices = pytest.mark.filterwarnings("error")(Offices.TestCase)
