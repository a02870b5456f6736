"""Files between partners measured: a large one received beside its rows inserted, the same again, a small one late."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from csa_tracker.exchange.bundle import open_bundle
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.checking import ChainCheck
from csa_tracker.exchange.joining import join, look_at
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.save import save_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan, plan_sinks
from db.engine import Connection
from db.formats import VIEW_VERSION
from db.log.merge import merge
from db.log.opening import opening_transactions
from db.meta import LocalMeta
from db.store import new_plan_file
from tests.bench.log import MILLION, edited_plan, fresh, insert_rows, rows_of
from tests.bench.measure import Figure, alternate, peak_memory, timed
from tests.bench.plans import CLOCK, FOLDER, bench_profile, plan_of

ACTIONS = 5_000
DELTA = 2_000
MEMORY = 600
"""MiB that receiving a million changes may take at most (issue "4. Plans come together by file")."""


def figures() -> Iterator[Figure]:
    """A whole plan, the same file again, a late delta; then a million changes in a process of its own."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        yield from _whole_plan(Path(name))
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        yield from _a_million(Path(name))


class Pair:
    """A sender who wrote a plan, for only an author signs a stream, and a receiver who has joined it."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.folder = folder
        self.tom, self.asha = bench_profile(), Profile(folder / "asha")
        for profile, who in ((self.tom, "Tom"), (self.asha, "Asha")):
            profile.set_identity(name=who, role="Officer", organisation="Council")
        self.source = Path(shutil.copyfile(source, folder / "tom.csplan"))
        self.joined = folder / "asha.csplan"
        with open_plan(self.source, profile=self.tom, clock=CLOCK) as plan:
            add_member(plan, make_card(self.asha, "BUR"), scopes=EVERYTHING)
            self.sent = send(plan, ["Asha"], folder / "full.cspx")

    def join(self) -> None:
        """Make the receiver's plan of the full file."""
        self.joined.unlink(missing_ok=True)
        sender = look_at(self.sent.path, self.asha).sender
        assert sender is not None
        join(self.sent.path, self.joined, partnership="BUR", sender=sender, profile=self.asha, clock=CLOCK)


def _whole_plan(folder: Path) -> Iterator[Figure]:
    pair = Pair(plan_of(ACTIONS), folder)
    empty, raw = folder / "empty.csplan", folder / "raw.csplan"
    _only_opened(empty)
    pair.join()
    rows = rows_of(pair.joined, empty)

    def inserted() -> float:
        fresh(empty, raw)
        return timed(lambda: insert_rows(raw, rows))()

    ours, baseline = alternate(timed(pair.join), inserted, rounds=3)
    what = f"{pair.sent.operations:,} changes"
    yield Figure(f"file of {what} opened, checked and received", ours, "executemany of all resulting rows", baseline, 5)
    with open_plan(pair.joined, profile=pair.asha, clock=CLOCK) as plan:
        again, _ = alternate(timed(lambda: receive(plan, pair.sent.path)), None, rounds=3)
    yield Figure(f"the same file of {what} again", again, "receiving it first", ours, 0.2)


def _a_million(folder: Path) -> Iterator[Figure]:
    pair = Pair(edited_plan(), folder)
    seconds, checking, memory = _joined_apart(pair)
    what = f"{pair.sent.operations:,} changes"
    empty, raw = folder / "empty.csplan", folder / "raw.csplan"
    _only_opened(empty)
    resulting = rows_of(pair.joined, empty)
    fresh(empty, raw)
    inserted = timed(partial(insert_rows, raw, resulting))()
    resulting.clear()
    yield Figure(
        f"file of {what} opened, checked and received", seconds, "executemany of all resulting rows", inserted, 5
    )
    yield Figure(f"of that, {what} read and checked", checking, "all of it", seconds, 1)
    yield Figure(f"peak memory of receiving {what}", memory, "", None, MEMORY, unit="MiB")
    with open_plan(pair.joined, profile=pair.asha, clock=CLOCK) as plan:
        again = timed(lambda: receive(plan, pair.sent.path))()
    yield Figure(f"the same file of {what} again", again, "receiving it first", seconds, 0.2)
    with (
        open_plan(pair.source, profile=pair.tom, clock=CLOCK) as tom,
        open_plan(pair.joined, profile=pair.asha, clock=CLOCK) as asha,
    ):
        receive(tom, send(asha, ["Tom"], folder / "ack.cspx").path)
        times = []
        for number in range(4):
            rows = read_rows(tom, list_keys(tom, ListQuery())[:DELTA])
            drafts = [ActionDraft(id=row.id, fields={"percent": 10 + number}) for row in rows]
            save_actions(tom, drafts, label="change-action")
            path = send(tom, ["Asha"], folder / f"{number}.cspx").path
            times.append(timed(partial(receive, asha, path))())
            receive(tom, send(asha, ["Tom"], folder / f"ack-{number}.cspx").path)
    yield Figure(f"file of {DELTA:,} changes into a plan of {MILLION:,}", statistics.median(times[1:]), "", None, 0.5)


def _only_opened(path: Path) -> None:
    """Make a plan with nothing but the reference data, as joining begins."""

    def fill(connection: Connection) -> None:
        merge(connection, opening_transactions(), plan_sinks(CLOCK))

    meta = LocalMeta("00" * 16, "00" * 16, "BUR", VIEW_VERSION)
    new_plan_file(path, meta, fill)


def _joined_apart(pair: Pair) -> tuple[float, float, float]:
    """Seconds of joining and of reading and checking alone, and peak MiB, in a process of its own."""
    words = [sys.executable, "-m", "tests.bench.exchange", str(pair.folder)]
    run = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ, timeout=1_200)
    seconds, checking, memory = map(float, run.stdout.split())
    return seconds, checking, memory


def main(folder: Path) -> None:
    """Join the file in a folder that `Pair` has filled; print seconds, those of reading alone, and peak MiB."""
    asha = Profile(folder / "asha")
    started = time.perf_counter()
    sender = look_at(folder / "full.cspx", asha).sender
    assert sender is not None
    join(folder / "full.cspx", folder / "asha.csplan", partnership="BUR", sender=sender, profile=asha, clock=CLOCK)
    took = time.perf_counter() - started
    print(took, timed(lambda: _only_read(folder / "full.cspx", asha, sender.signing))(), peak_memory())


def _only_read(path: Path, profile: Profile, signing: bytes) -> None:
    with open_bundle(path, profile.keys(), sender_key=lambda _member: signing) as bundle:
        check = ChainCheck(bundle.head_signatures(), bundle.manifest.scopes, lambda _name: None)
        deque(check.read(bundle.transactions()), maxlen=0)
        check.finish()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
