"""The one way to read shipped files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources


def test_text_is_read_as_utf_8() -> None:
    assert "Community Safety Agreement 2025 – 2028" in resources.read_text("reference/csa-2025.toml")


def test_bytes_are_those_of_the_file() -> None:
    assert resources.read_bytes("fonts/DejaVuSans.ttf")[:4] == b"\x00\x01\x00\x00"


def test_a_listed_name_can_be_read_back() -> None:
    names = resources.list_names("samples")
    assert "samples/Lancashire_CSP_action_plan_example.csv" in names
    assert names == sorted(names)
    assert all(resources.read_bytes(name) for name in names)


def test_a_lent_path_is_a_real_file() -> None:
    with resources.file_path("icc/sRGB.icc") as path:
        assert path.read_bytes() == resources.read_bytes("icc/sRGB.icc")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        ".",
        "/etc/passwd",
        "../pyproject.toml",
        "fonts/../../pyproject.toml",
        "fonts//DejaVuSans.ttf",
        "fonts/./DejaVuSans.ttf",
        "fonts/",
        "..\\pyproject.toml",
        "fonts\\DejaVuSans.ttf",
        "C:/Windows/win.ini",
        "C:",
        "fonts/DejaVuSans.ttf\0.txt",
    ],
)
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    for read in (resources.read_bytes, resources.read_text, resources.list_names, resources.file_path):
        with pytest.raises(ValueError, match="not the name of a shipped file"):
            read(name)


@given(parts=st.lists(st.sampled_from(["..", ".", "", "fonts", "pyproject.toml", "C:", "a\\b", "etc"]), max_size=6))
def test_no_name_reaches_a_file_outside_the_folder(parts: list[str]) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        resources.read_bytes("/".join(parts))


def test_a_file_that_is_not_shipped_says_which() -> None:
    with pytest.raises(FileNotFoundError, match=r"fonts/Comic\.ttf"):
        resources.read_bytes("fonts/Comic.ttf")


def test_a_folder_is_not_a_file_and_a_file_is_not_a_folder() -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_bytes("fonts")
    with pytest.raises(FileNotFoundError):
        resources.list_names("icc/sRGB.icc")


def test_files_are_read_from_inside_an_archive(tmp_path: Path) -> None:
    """A wheel may be imported from a zip file, where nothing is a path on disk."""
    import subprocess
    import sys

    package = Path(resources.__file__).parent
    archive = tmp_path / "app.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.write(package / "__init__.py", "resources/__init__.py")
        zipped.write(package / "icc/sRGB.icc", "resources/icc/sRGB.icc")
    script = (
        "import resources\n"
        "assert '.zip' in resources.__file__, resources.__file__\n"
        "assert resources.list_names('icc') == ['icc/sRGB.icc']\n"
        "with resources.file_path('icc/sRGB.icc') as path:\n"
        "    assert path.read_bytes() == resources.read_bytes('icc/sRGB.icc')\n"
    )
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(archive)!r})\n{script}"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
