"""The plain refusals of bundles; none repeats anything a bundle says, for nobody has vouched for it yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.errors import Exit, UserError

if TYPE_CHECKING:
    from csa_tracker.exchange.cards import Card

_SEND_AGAIN = "Nothing was changed. Ask the sender to send it again, if you can by another way."


class UnknownSender(UserError):  # noqa: N818 (reads as what it is)
    """A bundle of somebody whose key is not known here: kept aside until a person has checked who it is.

    `sender` is a member id. `card` is the card in the bundle, if there is one: it is signed by its own key, and so is
    the bundle, which proves that both come from one hand and nothing about whose hand that is.
    """

    def __init__(self, sender: str, card: Card | None) -> None:
        super().__init__(
            "unknown-sender",
            "This file comes from somebody who is not among your partners.",
            "Add their card after they have read its six words to you, then open the file again.",
            exit_code=Exit.UNKNOWN_SIGNER,
        )
        self.sender = sender
        self.card = card


def damaged(what: str) -> UserError:
    """The bytes are not what somebody sent; `what` is a whole sentence."""
    return UserError("damaged-bundle", what, _SEND_AGAIN, exit_code=Exit.DAMAGED)


def not_a_bundle() -> UserError:
    """The file is something else from its first bytes on."""
    return UserError(
        "not-a-bundle",
        "This is not a CSA Tracker bundle, or its beginning is damaged.",
        "Choose a file whose name ends in .cspx. If it is one, ask the sender to send it again.",
        exit_code=Exit.DAMAGED,
    )


def not_for_me() -> UserError:
    """The file is encrypted for others, or was passed on by somebody it was for."""
    return UserError(
        "not-for-you",
        "This file was made for somebody else, so it cannot be opened with your keys.",
        "Send your card to the sender again and ask for a file made for you.",
        exit_code=Exit.NOT_FOR_ME,
    )


def needs_newer() -> UserError:
    """The sender's version writes what this one cannot read."""
    return UserError(
        "needs-newer-app",
        "This file was made by a newer CSA Tracker than yours.",
        "Update CSA Tracker, then open the file again. Your plan is as it was.",
        exit_code=Exit.NEWER,
    )


def another_plan() -> UserError:
    """The file is for a plan that is not the one open here."""
    return UserError(
        "another-plan",
        "This file belongs to another plan.",
        "Open that plan first, or join it: `csa-tracker join FILE NEW.csplan`. Nothing was changed.",
    )


def revoked_sender(name: str) -> UserError:
    """The file is signed with a key that was revoked here; `name` is that member's."""
    return UserError(
        "revoked-sender",
        f"This file is from {name}, whose key was revoked here.",
        "Nothing was changed. Ask them for a new card, and compare its six words by phone.",
        exit_code=Exit.UNKNOWN_SIGNER,
    )


def too_large_to_send(what: str) -> UserError:
    """What is to be sent does not fit the limits that every reader keeps to; `what` is a whole sentence."""
    return UserError("too-large", what, "Send it to fewer partners or in more than one file. Your plan is safe.")


def no_room() -> UserError:
    """The disk with the temporary folder is full."""
    return UserError(
        "disk-full",
        "There is no room on the disk to unpack this file.",
        "Free some space, then open it again. Your plan is safe.",
    )


def missing(path: Path) -> UserError:
    """There is no such file."""
    return UserError("no-file", f"There is no file {path}.", "Check the name and the folder.")


def unreadable(path: Path) -> UserError:
    """The file exists but the computer does not let us read it."""
    return UserError(
        "cannot-read", f"{path.name} cannot be read.", "Close it in other programs and check that you may open it."
    )
