"""What the Reports page remembers on this computer: folder, kind of file, size of the pages."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.profile import Profile
from ui.look.worn import RAIL_FROM, look
from ui.reports.naming import Format, format_of
from ui.reports.paper_view import Zoom

_FOLDER, _ZOOM, _FORMAT = "report_folder", "report_zoom", "report_format"


def kept_folder(profile: Profile, proposed: Path) -> Path:
    """Return the folder of the last report, the proposed one where there is none."""
    kept = profile.read_settings().get(_FOLDER)
    return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else proposed


def keep_folder(profile: Profile, file: Path) -> None:
    """Propose the folder of a file that was saved from now on."""
    profile.change_settings({_FOLDER: str(file.parent)})


def kept_format(profile: Profile) -> Format:
    """Return the kind of file that was chosen last."""
    return format_of(profile.read_settings().get(_FORMAT))


def keep_format(profile: Profile, chosen: Format) -> None:
    """Remember a kind of file."""
    profile.change_settings({_FORMAT: chosen.ending})


def kept_zoom(profile: Profile) -> Zoom:
    """Return the size that pages were shown at last."""
    kept = profile.read_settings().get(_ZOOM)
    if isinstance(kept, str) and kept in set(Zoom):
        return Zoom(kept)
    return Zoom.PAGE if look().scale < RAIL_FROM else Zoom.WIDTH  # large text, and then a page one cannot read?


def keep_zoom(profile: Profile, zoom: Zoom) -> None:
    """Remember the size of pages."""
    profile.change_settings({_ZOOM: zoom.value})
