"""The places of the tour that have to do with the inbox, with new keys of a colleague, and with joining."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from csa_tracker.exchange.cards import Card, make_card
from csa_tracker.exchange.trust import ChangedKey, Doubt, Member, Status
from csa_tracker.profile import Profile
from csa_tracker.workspace import partnership_names
from ui.exchange.inbox_watch import watch_of
from ui.exchange.new_keys import NOBODY, NewKeys, ask_about_new_keys
from ui.start.join_sheet import JoinSheet
from ui.tour import Opened, Place, Tour
from ui.tour_bundles import exchange_page, partner_file, stranger_file

_COUNTY = ("Tom Ellis", "Community Safety Partnership Manager", "Lancashire County Council", "PAN")


def _card(tour: Tour, *, keys: str = "") -> Card:
    """The county's card; `keys` names a second pair."""
    name, role, organisation, partnership = _COUNTY
    profile = Profile(tour.folder / f"{name}{keys}")
    profile.set_identity(name=name, role=role, organisation=organisation)
    return make_card(profile, partnership)


def _look_into(tour: Tour, folder: Path) -> None:
    """Choose a folder and wait until the page shows what is in it."""
    watch = watch_of(tour.session)
    watch.choose(folder)
    tour.until(lambda: not watch.is_looking)
    watch.look()
    tour.until(lambda: not watch.is_looking)
    exchange_page(tour).inbox.focus_first()


def _inbox(tour: Tour) -> None:
    """A file of each kind: of a partner, of a stranger, a damaged one, one that is still being copied."""
    files = (partner_file(tour), stranger_file(tour))
    folder = tour.folder / "Files from partners"
    folder.mkdir(exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
    content = files[0].read_bytes()
    (folder / "PEN-to-BUR-damaged.cspx").write_bytes(content[:-1] + b"?")
    (folder / "WYR-to-BUR.cspx").write_bytes(content[: len(content) // 2])
    for file in folder.iterdir():
        os.utime(file, (1, 1))
    _look_into(tour, folder)


def _nothing(tour: Tour) -> None:
    folder = tour.folder / "Nothing from partners"
    folder.mkdir(exist_ok=True)
    _look_into(tour, folder)


def _away(tour: Tour) -> None:
    _look_into(tour, tour.folder / "A stick that was pulled out")


def _new_keys(tour: Tour) -> None:
    """Pressed on before the words were heard."""
    plan = tour.session.plan
    known = Member(_card(tour), (), Status.TRUSTED, None, plan.clock.now(), None, None)
    doubt = Doubt("changed-key", known, f"{known.name} has used other keys until now.")
    ask_about_new_keys(tour.window, ChangedKey(_card(tour, keys=" again"), doubt), NOBODY, lambda _heard: None)
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, NewKeys)
    sheet.try_add()


def _join(tour: Tour) -> None:
    sheet = JoinSheet(_card(tour), partnership_names(), "PAN-to-BUR-20261002T1432-7f3a.cspx")
    tour.window.open_sheet(sheet)


def _join_unheard(tour: Tour) -> None:
    _join(tour)
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, JoinSheet)
    sheet.try_join()


INBOX_PLACES: tuple[Place, ...] = (
    Place("inbox", Opened.FILLED, _inbox),
    Place("inbox-away", Opened.FILLED, _away),
    Place("new-keys", Opened.FILLED, _new_keys, NewKeys),
    Place("inbox-nothing", Opened.EMPTY, _nothing),
    Place("join", Opened.NONE, _join, JoinSheet),
    Place("join-unheard", Opened.NONE, _join_unheard, JoinSheet),
)
