"""Folders in which a plan is in danger are named, ordinary ones are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.care.places import place_warnings


def test_an_ordinary_folder_gives_no_warning(tmp_path: Path) -> None:
    assert place_warnings(tmp_path / "plan.csplan", {}) == []


@pytest.mark.parametrize(
    ("folder", "client"),
    [
        ("OneDrive - Burnley Council/Plans", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Library/CloudStorage/GoogleDrive-a@b.uk/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud/CSP", "Nextcloud"),
        ("Box Sync", "Box"),
    ],
)
def test_a_synchronised_folder_is_named(tmp_path: Path, folder: str, client: str) -> None:
    (said,) = place_warnings(tmp_path / folder / "plan.csplan", {})
    assert said.startswith(f"This folder is synchronised by {client}, which can damage an open plan. ")


def test_a_folder_the_client_says_is_its_own_is_named(tmp_path: Path) -> None:
    environment = {"OneDriveCommercial": str(tmp_path / "work")}
    assert "OneDrive" in place_warnings(tmp_path / "work" / "plans" / "plan.csplan", environment)[0]
    assert place_warnings(tmp_path / "workshop" / "plan.csplan", environment) == []


def test_a_folder_with_the_files_of_a_client_is_named(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".sync_1a2b.db").touch()
    assert "Nextcloud" in place_warnings(tmp_path / "shared" / "plans" / "plan.csplan", {})[0]
