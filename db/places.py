"""What kind of place a folder is: on this computer, on a network, in a synchronised folder, on a stick."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path, PurePath

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    {
        "cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "afpfs", "ncpfs", "9p", "davfs", "davfs2", "webdav", "ceph",
        "glusterfs", "lustre", "beegfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2",
        "fuse.glusterfs", "fuse.s3fs", "fuse.curlftpfs", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs",
    }
)  # fmt: skip
_STICK_FOLDERS = ("/media", "/run/media", "/Volumes")
_STICK_SYSTEMS = frozenset({"vfat", "exfat", "msdos"})
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4

SYNC_VARIABLES: Mapping[str, str] = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
"""Environment variables that a sync client sets to its folder, and the client's name."""

_SYNC_NAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"onedrive( ?-.*)?", re.I), "OneDrive"),
    (re.compile(r"dropbox( \(.*\))?", re.I), "Dropbox"),
    (re.compile(r"google ?drive.*|googledrive-.*|drivefs", re.I), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.I), "iCloud"),
    (re.compile(r"nextcloud\d*", re.I), "Nextcloud"),
    (re.compile(r"owncloud", re.I), "ownCloud"),
    (re.compile(r"Box( Sync|-Box)?"), "Box"),
)
_SYNC_MARKERS: tuple[tuple[str, str], ...] = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    ("desktop.ini.gdrive", "Google Drive"),
    (".tmp.drivedownload", "Google Drive"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
)


class Place(Enum):
    """Where a folder is, as far as the operating system says."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"


def place_of(folder: Path) -> Place:
    """The kind of place `folder` is on; local when the system does not say."""
    if os.name == "nt":
        return _windows_place(folder)
    try:
        mounts = _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        mounts = ""
    return place_in(mounts, folder.absolute())


def place_in(mounts: str, folder: PurePath) -> Place:
    """The kind of place of an absolute folder by a table of mounts in the form of /proc/self/mounts."""
    path = folder.as_posix()
    if path.startswith(("//", "\\\\")):
        return Place.NETWORK
    point, system = _mounted(mounts, path)
    if system in _NETWORK:
        return Place.NETWORK
    on_stick = point != "/" and any(path.startswith(f"{root}/") for root in _STICK_FOLDERS)
    return Place.REMOVABLE if on_stick or (system in _STICK_SYSTEMS and not point.startswith("/boot")) else Place.LOCAL


def synced_by(folder: Path, environment: Mapping[str, str]) -> str:
    """The name of the client that synchronises `folder` with other computers, or nothing.

    Told by the folders that clients say are theirs, by the names they give them, and by the files they leave there.
    """
    path = folder.absolute()
    for variable, client in SYNC_VARIABLES.items():
        if environment.get(variable) and path.is_relative_to(environment[variable]):
            return client
    parents = [path, *path.parents]
    for parent in parents:
        for pattern, client in _SYNC_NAMES:
            if pattern.fullmatch(parent.name):
                return client
    for parent in parents[:-1]:
        for marker, client in _SYNC_MARKERS:
            if any(True for _ in parent.glob(marker)):
                return client
    return ""


def _mounted(mounts: str, path: str) -> tuple[str, str]:
    """The mount point that holds `path`, and its type: the longest match, the last of equal ones."""
    best = ("", "")
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
        inside = path == point or path.startswith(f"{point.rstrip('/')}/")
        if inside and len(point) >= len(best[0]):
            best = (point, parts[2])
    return best


def _windows_place(folder: Path) -> Place:
    import ctypes

    path = str(folder.absolute())
    if path.startswith("\\\\") and not path.startswith("\\\\?\\"):
        return Place.NETWORK
    # getattr: this attribute of ctypes exists on Windows alone, where alone this function is called
    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{folder.absolute().anchor}")  # noqa: B009
    return {_WINDOWS_REMOVABLE: Place.REMOVABLE, _WINDOWS_REMOTE: Place.NETWORK}.get(kind, Place.LOCAL)
