"""The profile: who works here, which plans were open; damage never stops the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.profile import RECENT_PLANS, Profile, default_profile


def test_a_new_profile_has_keys_but_no_name(tmp_path: Path) -> None:
    identity = Profile(tmp_path / "p").read_identity()
    assert (identity.name, identity.role, identity.organisation) == ("", "", "")
    assert len(identity.member) == 32
    assert len(identity.fingerprint.split("-")) == 6
    assert Profile(tmp_path / "p").read_identity() == identity


def test_an_identity_is_changed_part_by_part(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    profile.set_identity(name=" Asha Khan ", role="Coordinator")
    profile.set_identity(organisation="Burnley – Council 👮")
    identity = Profile(tmp_path / "p").read_identity()
    assert (identity.name, identity.role, identity.organisation) == ("Asha Khan", "Coordinator", "Burnley – Council 👮")
    profile.set_identity(name="")
    assert profile.read_identity().name == ""


def test_recent_plans_come_latest_first_once_each_and_only_while_they_exist(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    files = [tmp_path / f"{number}.csplan" for number in range(RECENT_PLANS + 3)]
    for path in files:
        path.touch()
        profile.note_opened(path)
    assert profile.recent_plans() == files[:2:-1]
    profile.note_opened(files[5])
    assert profile.recent_plans()[0] == files[5]
    assert len(profile.recent_plans()) == len(set(profile.recent_plans())) == RECENT_PLANS
    files[5].unlink()
    assert files[5] not in profile.recent_plans()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"recent_plans":5,"name":[]}', b'{"recent_plans":[1,null]}']
)
def test_damaged_settings_read_as_none_and_can_be_written_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    profile = Profile(tmp_path)
    assert profile.recent_plans() == []
    assert profile.read_identity().name == ""
    profile.set_identity(name="Asha")
    assert profile.read_identity().name == "Asha"


def test_a_profile_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        Profile(tmp_path / "file" / "p").keys()
    assert caught.value.code == "no-profile"


def test_the_profile_is_the_one_the_environment_names(tmp_path: Path) -> None:
    assert default_profile({"CSA_PROFILE": str(tmp_path)}).folder == tmp_path
    assert default_profile({}).folder.name == "csa-tracker"
    assert default_profile({}).plans_folder.name == "plans"
