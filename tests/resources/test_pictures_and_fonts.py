"""Fonts, icons, colour profile and word list: whole, usable, and licensed."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pytest
from defusedxml import ElementTree
from fontTools.ttLib import TTFont

import resources

ATKINSON = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700, "Italic": 400}
FONTS = {
    **{
        f"fonts/AtkinsonHyperlegibleNext-{style}.ttf": ("Atkinson Hyperlegible Next", weight)
        for style, weight in ATKINSON.items()
    },
    "fonts/DejaVuSans.ttf": ("DejaVu Sans", 400),
    "fonts/DejaVuSans-Bold.ttf": ("DejaVu Sans", 700),
}
LICENCES = {
    "fonts/AtkinsonHyperlegibleNext-OFL.txt": "SIL OPEN FONT LICENSE Version 1.1",
    "fonts/DejaVuSans-LICENCE.txt": "Bitstream Vera Fonts Copyright",
    "words/bip39-english-LICENCE.txt": "The MIT License (MIT)",
}
OURS = ("icons/", "samples/", "reference/crosswalk", "reference/synonyms", "reference/partnerships")
UI_ICONS = [name for name in resources.list_names("icons") if name.endswith(".svg") and name != "icons/app.svg"]
SVG = "{http://www.w3.org/2000/svg}"


def _names_below(folder: Path) -> set[str]:
    root = Path(resources.__file__).parent
    return {path.relative_to(root).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_exactly_the_named_fonts_are_shipped() -> None:
    assert {name for name in resources.list_names("fonts") if name.endswith(".ttf")} == set(FONTS)


@pytest.mark.parametrize("name", FONTS)
def test_a_font_loads_under_its_family_and_weight_and_may_be_embedded(name: str) -> None:
    font = TTFont(io.BytesIO(resources.read_bytes(name)))
    family, weight = FONTS[name]
    names = font["name"]
    assert (names.getDebugName(16) or names.getDebugName(1)) == family
    assert font["OS/2"].usWeightClass == weight
    assert font["OS/2"].fsType == 0
    assert ("Italic" in name) == bool(font["head"].macStyle & 2)
    assert "glyf" in font
    assert "fvar" not in font


@pytest.mark.parametrize("name", FONTS)
def test_a_font_has_the_letters_and_marks_of_the_agreements(name: str) -> None:
    characters = TTFont(io.BytesIO(resources.read_bytes(name))).getBestCmap()
    text = resources.read_text("reference/csa-2017.toml") + resources.read_text("reference/csa-2025.toml") + "£’“”—…·•"
    assert {character for character in text if ord(character) not in characters and character != "\n"} == set()


@pytest.mark.parametrize("name", LICENCES)
def test_a_licence_is_shipped_beside_what_it_covers(name: str) -> None:
    assert LICENCES[name] in resources.read_text(name)


def test_the_notice_lists_every_file_made_by_others_with_its_licence() -> None:
    notice = resources.read_text("NOTICE.md")
    listed = set(re.findall(r"`([a-z]+/[\w./-]+)`", notice))
    root = Path(resources.__file__).parent
    made_by_others = {
        name
        for folder in ("fonts", "icc", "icons", "words", "samples", "reference")
        for name in _names_below(root / folder)
        if not name.startswith(OURS)
    }
    made_by_others.discard("reference/organisations.csv")  # our own list of public bodies
    made_by_others -= {"reference/headings.toml", "reference/exports.toml"}  # our own lists of headings
    assert listed == made_by_others


def test_every_icon_is_a_drawing_in_one_colour_on_a_20_by_20_box() -> None:
    assert len(UI_ICONS) == 49
    for name in UI_ICONS:
        drawing = ElementTree.fromstring(resources.read_bytes(name))
        assert drawing.tag == f"{SVG}svg"
        assert drawing.get("viewBox") == "0 0 20 20"
        assert (drawing.get("stroke"), drawing.get("fill"), drawing.get("stroke-width")) == (
            "currentColor",
            "none",
            "1.5",
        )
        assert len(drawing), name
        for part in drawing.iter():
            assert part.tag.removeprefix(SVG) in {"svg", "path", "rect", "circle"}, name
            assert part is drawing or not {"fill", "stroke", "style", "class", "href"} & set(part.attrib), name
        assert b"#" not in resources.read_bytes(name), name


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256])
def test_the_app_icon_is_there_in_every_size(size: int) -> None:
    picture = resources.read_bytes(f"icons/app-{size}.png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20]) == int.from_bytes(picture[20:24]) == size


def test_the_windows_icon_holds_every_size() -> None:
    icon = resources.read_bytes("icons/app.ico")
    assert icon[:4] == b"\x00\x00\x01\x00"
    count = int.from_bytes(icon[4:6], "little")
    assert sorted(icon[6 + 16 * i] or 256 for i in range(count)) == [16, 24, 32, 48, 64, 128, 256]


def test_the_colour_profile_is_srgb_without_a_date() -> None:
    profile = resources.read_bytes("icc/sRGB.icc")
    assert int.from_bytes(profile[:4]) == len(profile)
    assert profile[12:24] == b"mntrRGB XYZ "
    assert profile[24:36] == bytes(12)
    assert profile[36:40] == b"acsp"


def test_the_word_list_is_the_published_one() -> None:
    text = resources.read_bytes("words/bip39-english.txt")
    words = text.decode().split()
    assert hashlib.sha256(text).hexdigest() == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    assert (len(words), words[0], words[-1]) == (2048, "abandon", "zoo")
    assert len({word[:4] for word in words}) == 2048
