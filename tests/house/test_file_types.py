"""A double click on a plan, a partner's file or a card opens the program on every system: all three say so alike."""

from __future__ import annotations

import plistlib
import re
from configparser import ConfigParser
from xml.etree import ElementTree

import pytest

from csa_tracker.exchange.bundle import BUNDLE_SUFFIX
from csa_tracker.exchange.cards import CARD_SUFFIX
from csa_tracker.exchange.envelope import MAGIC
from csa_tracker.workspace import PLAN_SUFFIX
from tests.house.tree import ROOT

PACKAGING = ROOT / "packaging"
TYPES = {
    "application/vnd.csa-tracker.plan": PLAN_SUFFIX,
    "application/vnd.csa-tracker.exchange": BUNDLE_SUFFIX,
    "application/vnd.csa-tracker.card": CARD_SUFFIX,
}
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def plist() -> dict[str, list[dict[str, object]]]:
    """What the Mac is told."""
    text = (PACKAGING / "macos" / "Info.plist.in").read_text("utf-8").replace("@VERSION@", "1.0")
    read: dict[str, list[dict[str, object]]] = plistlib.loads(text.encode())
    return read


def test_the_desktop_entry_takes_a_file_of_each_type() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(PACKAGING / "debian" / "csa-tracker.desktop", "utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"].split()[-1] == "%f"
    assert section["MimeType"].rstrip(";").split(";") == list(TYPES)


def test_debian_knows_each_type_by_its_ending_and_a_partner_s_file_by_its_first_bytes() -> None:
    tree = ElementTree.parse(PACKAGING / "debian" / "csa-tracker.xml")  # noqa: S314 (our own file)
    found = {kind.get("type"): kind for kind in tree.getroot()}
    globs = {
        name: glob.get("pattern") for name, kind in found.items() if (glob := kind.find(f"{MIME}glob")) is not None
    }
    assert globs == {name: f"*{ending}" for name, ending in TYPES.items()}
    match = found["application/vnd.csa-tracker.exchange"].find(f"{MIME}magic/{MIME}match")
    assert match is not None
    assert (match.get("offset"), match.get("value")) == ("0", MAGIC.decode().replace("\n", "\\n"))


@pytest.mark.parametrize("ending", TYPES.values())
def test_windows_opens_each_ending_with_the_file_s_name_in_quotes(ending: str) -> None:
    script = (PACKAGING / "windows" / "csa-tracker.iss").read_text("utf-8")
    kind = re.search(
        rf'Subkey: "Software\\Classes\\{re.escape(ending)}"; ValueType: string; ValueData: "([\w.]+)"', script
    )
    assert kind is not None
    command = rf'Subkey: "Software\Classes\{kind[1]}\shell\open\command"; ValueType: string; ValueData: '
    assert command + r'"""{app}\csa-tracker.exe"" ""%1"""' in script


def test_a_mac_opens_each_type_it_declares() -> None:
    told = plist()
    declared = {
        str(one["UTTypeIdentifier"]): one["UTTypeTagSpecification"] for one in told["UTExportedTypeDeclarations"]
    }
    assert list(declared.values()) == [
        {"public.filename-extension": [ending.removeprefix(".")], "public.mime-type": [name]}
        for name, ending in TYPES.items()
    ]
    opened = [one["LSItemContentTypes"] for one in told["CFBundleDocumentTypes"]]
    assert opened == [[name] for name in declared]
