"""What is shipped as data, and the one way to read it.

Names are relative to this folder and "/"-separated: `read_bytes("fonts/DejaVuSans.ttf")`. They work the same from a
checkout, a wheel and a frozen application.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import resources as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

_CODE_SUFFIXES = (".py", ".pyc", ".pyo")


def read_bytes(name: str) -> bytes:
    """Return the whole content of one shipped file.

    Raises ValueError for a name that is not a plain relative one, FileNotFoundError for a file that is not shipped.
    """
    return _file(name).read_bytes()


def read_text(name: str) -> str:
    """Return the text of one shipped UTF-8 file.

    Raises as `read_bytes`, and UnicodeDecodeError for bytes that are not UTF-8.
    """
    return read_bytes(name).decode("utf-8")


def list_names(folder: str) -> list[str]:
    """Return the names of the files directly in a folder, sorted, each ready for `read_bytes`.

    Code is not listed. Raises ValueError for a name that is not a plain relative one, FileNotFoundError for no folder.
    """
    node = _node(folder)
    if not node.is_dir():
        raise FileNotFoundError(f"No shipped folder is called {folder!r}.")
    files = (entry.name for entry in node.iterdir() if entry.is_file())
    return sorted(f"{folder}/{name}" for name in files if not name.endswith(_CODE_SUFFIXES))


def file_path(name: str) -> AbstractContextManager[Path]:
    """Lend one shipped file as a real path, for an interface that takes nothing else; valid inside the `with` only.

    Raises as `read_bytes`.
    """
    return package_files.as_file(_file(name))


def _file(name: str) -> Traversable:
    node = _node(name)
    if not node.is_file():
        raise FileNotFoundError(f"No shipped file is called {name!r}.")
    return node


def _node(name: str) -> Traversable:
    parts = name.split("/")
    # A backslash or a colon is a separator or a drive on Windows; a NUL ends a name early in C.
    if any(part in ("", ".", "..") for part in parts) or set("\\:\0") & set(name):
        raise ValueError(f"{name!r} is not the name of a shipped file.")
    return package_files.files(__name__).joinpath(*parts)
