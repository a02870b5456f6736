"""The plain refusals of files that cannot be imported; each names the file."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.errors import UserError


def shown_name(path: Path) -> str:
    """A file's name as one line that every screen and terminal can show, whatever bytes it is made of."""
    return _shown(path.name)


def _shown(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() else "?" for sign in whole)


def not_a_spreadsheet(path: Path) -> UserError:
    """The file is something else."""
    return UserError(
        "not-a-spreadsheet",
        f"{shown_name(path)} is not a spreadsheet this app can read.",
        "Save it as an Excel workbook (.xlsx) or as CSV, then import that file.",
    )


def is_something_else(path: Path, what: str) -> UserError:
    """The file is of a kind that is known by its first bytes; `what` names it with its article."""
    return UserError(
        "not-a-spreadsheet",
        f"{shown_name(path)} is {what}, not a spreadsheet.",
        "Open it, copy its table into a new spreadsheet, save that as an Excel workbook (.xlsx) and import it.",
    )


def damaged(path: Path) -> UserError:
    """The file has the right kind but cannot be read to its end."""
    return UserError(
        "damaged-spreadsheet",
        f"{shown_name(path)} is damaged or incomplete.",
        "Open it in your spreadsheet program and save it again, or ask for a new copy.",
    )


def open_quote(path: Path, row: int) -> UserError:
    """A quotation mark begins a cell of a text file and nothing ends it; `row` counts from 1."""
    return UserError(
        "damaged-spreadsheet",
        f"{shown_name(path)} has a quotation mark in row {row:,} that is never closed.",
        "Open it in your spreadsheet program, look at that row, save the file and import it again.",
    )


def is_empty(path: Path) -> UserError:
    """The file has no content."""
    return UserError("empty-file", f"{shown_name(path)} is empty.", "Choose the file that holds the actions.")


def has_password(path: Path) -> UserError:
    """The workbook is encrypted."""
    return UserError(
        "password-protected",
        f"{shown_name(path)} is protected with a password.",
        "Open it in your spreadsheet program, take the password off, save it and import it again.",
    )


def too_large(path: Path, why: str) -> UserError:
    """The file passes one of the caps; `why` finishes the sentence."""
    return UserError(
        "too-large",
        f"{shown_name(path)} is too large to be an action plan ({why}).",
        "Copy the sheets with the actions into a new workbook and import that.",
    )


def unsafe(path: Path, why: str) -> UserError:
    """The workbook holds something a plan has no use for; `why` finishes the sentence."""
    return UserError(
        "unsafe-spreadsheet",
        f"{shown_name(path)} was not opened because it {why}.",
        "Save it as a plain Excel workbook (.xlsx), then import that file.",
    )


def missing(path: Path) -> UserError:
    """There is no such file."""
    return UserError("no-file", f"There is no file {_shown(str(path))}.", "Check the name and the folder.")


def not_a_file(path: Path, what: str) -> UserError:
    """The path leads to a folder or a device; `what` names it with its article."""
    return UserError("cannot-read", f"{shown_name(path)} is {what}, not a file.", "Choose the spreadsheet itself.")


def unreadable(path: Path) -> UserError:
    """The file exists but the computer does not let us read it."""
    return UserError(
        "cannot-read",
        f"{shown_name(path)} cannot be read.",
        "Close it in other programs and check that you may open it, then import it again.",
    )
