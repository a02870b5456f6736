"""What is installed is what was tested: exact versions, hashes, no addresses, one Qt."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, version

import pytest

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def requirements(lock: str) -> list[str]:
    """The requirements of a lock, one a string, continuation lines joined."""
    return (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_package_with_hashes(lock: str) -> None:
    shape = r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}"  # with the extras that others ask for
    bad = [line[:60] for line in requirements(lock) if not re.match(shape, line)]
    assert not bad, bad


@pytest.mark.parametrize("lock", LOCKS)
def test_a_package_that_another_wants_with_an_extra_is_locked_with_it(lock: str) -> None:
    """Otherwise pip looks for the newest of it, finds one without a hash here, and installs nothing."""
    names = [re.split(r"[=\[]", line)[0] for line in requirements(lock)]
    wanted = {
        (canonical(asked[1]), asked[2])
        for name in names
        for need in requires(name) or []
        if (asked := re.match(r"([A-Za-z0-9._-]+)\[([a-z0-9,-]+)\]", need)) and "extra ==" not in need
    }
    locked = {line.split("==")[0] for line in requirements(lock)}
    missing = {f"{name}[{extra}]" for name, extra in wanted if name in names} - locked
    assert not missing, missing


def requires(name: str) -> list[str]:
    """What an installed package needs; nothing of one for other systems."""
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return []


def canonical(name: str) -> str:
    """A package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_no_address(lock: str) -> None:
    assert not re.search(r"://|index-url|find-links|\s@\s", (ROOT / lock).read_text("utf-8"))


def test_both_locks_agree_on_every_version() -> None:
    run, test = ({line.split(" ")[0] for line in requirements(lock)} for lock in LOCKS)
    assert run <= test, run - test


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, wanted in (
        (LOCKS[0], project["dependencies"]),
        (LOCKS[1], project["optional-dependencies"]["dev"]),
    ):
        locked = {line.split("==")[0] for line in requirements(lock)}
        names = {re.split(r"[^A-Za-z0-9_.-]", want)[0].lower().replace("_", "-").replace(".", "-") for want in wanted}
        assert names <= locked, names - locked


def test_qt_is_the_version_that_was_proved() -> None:
    """ADR 0003: 6.12.0 on Python 3.11 loses a reference to None at each call."""
    assert version("PySide6_Essentials") == "6.11.3"
