"""The plain refusals of files that cannot be imported; each names the file."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.errors import UserError


def not_a_spreadsheet(path: Path) -> UserError:
    """The file is something else."""
    return UserError(
        "not-a-spreadsheet",
        f"{path.name} is not a spreadsheet this app can read.",
        "Save it as an Excel workbook (.xlsx) or as CSV, then import that file.",
    )


def damaged(path: Path) -> UserError:
    """The file has the right kind but cannot be read to its end."""
    return UserError(
        "damaged-spreadsheet",
        f"{path.name} is damaged or incomplete.",
        "Open it in your spreadsheet program and save it again, or ask for a new copy.",
    )


def is_empty(path: Path) -> UserError:
    """The file has no content."""
    return UserError("empty-file", f"{path.name} is empty.", "Choose the file that holds the actions.")


def has_password(path: Path) -> UserError:
    """The workbook is encrypted."""
    return UserError(
        "password-protected",
        f"{path.name} is protected with a password.",
        "Open it in your spreadsheet program, take the password off, save it and import it again.",
    )


def too_large(path: Path, why: str) -> UserError:
    """The file passes one of the caps; `why` finishes the sentence."""
    return UserError(
        "too-large",
        f"{path.name} is too large to be an action plan ({why}).",
        "Copy the sheets with the actions into a new workbook and import that.",
    )


def unsafe(path: Path, why: str) -> UserError:
    """The workbook holds something a plan has no use for; `why` finishes the sentence."""
    return UserError(
        "unsafe-spreadsheet",
        f"{path.name} was not opened because it {why}.",
        "Save it as a plain Excel workbook (.xlsx) without macros, then import that file.",
    )


def missing(path: Path) -> UserError:
    """There is no such file."""
    return UserError("no-file", f"There is no file {path}.", "Check the name and the folder.")


def unreadable(path: Path) -> UserError:
    """The file exists but the computer does not let us read it."""
    return UserError(
        "cannot-read",
        f"{path.name} cannot be read.",
        "Close it in other programs and check that you may open it, then import it again.",
    )
