"""The set-up scripts on machines that lack things, acted out with stand-ins for apt, sudo and Python on the path."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

ORDINARY = ("sh", "sort", "tr", "cat", "head", "find", "env", "cut", "sha256sum", "dirname", "rm", "mkdir", "sed")
SETUP = "packaging/setup"


class Machine:
    """A folder that is the whole PATH, a checkout, and a diary of what the stand-ins were asked."""

    def __init__(self, root: Path) -> None:
        self.bin = root / "bin"
        self.checkout = root / "checkout"
        self.diary = root / "diary"
        self.bin.mkdir()
        self.diary.touch()
        shutil.copytree(ROOT / SETUP, self.checkout / SETUP)
        for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
            shutil.copy(ROOT / name, self.checkout / name)
        for tool in ORDINARY:
            if found := shutil.which(tool):
                (self.bin / tool).symlink_to(found)
        self.has("uname", "echo Linux")
        self.has("id", "echo 1000")
        self.has("ldconfig", "exit 0")
        self.has("python3", "exit 0")

    def has(self, name: str, script: str) -> None:
        """Put a stand-in on the path."""
        self._write(self.bin / name, script)

    def has_environment(self, *, made_in: str | None = None) -> None:
        """Give the checkout a .venv whose Python writes what it is asked into the diary."""
        (self.checkout / ".venv" / "bin").mkdir(parents=True)
        (self.checkout / ".venv" / "pyvenv.cfg").touch()
        self._write(self.checkout / ".venv" / "bin" / "python", f'echo "python $*" >>"{self.diary}"')
        if made_in is not None:
            stamp = self.run(f'. {SETUP}/venv.sh; fingerprint requirements.lock | sed "s|^[^ ]*|{made_in}|"').stdout
            (self.checkout / ".venv" / "installed-run").write_text(stamp)
        self.diary.write_text("")

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell in the checkout with nothing but the stand-ins and plain tools on the path."""
        return subprocess.run(
            [str(self.bin / "sh"), "-c", script],
            cwd=self.checkout,
            env={"PATH": str(self.bin)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def asked(self) -> str:
        """What the stand-ins were asked."""
        return self.diary.read_text()

    def _write(self, path: Path, script: str) -> None:
        path.unlink(missing_ok=True)
        path.write_text(f"#!{shutil.which('sh')}\n{script}\n")
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with Python but no Qt libraries, and no administrator."""
    return Machine(tmp_path)


def complete(machine: Machine) -> None:
    """Give the machine every library."""
    machine.has("ldconfig", f"sed -n 's/=[^ ]*/ /gp' {machine.checkout / SETUP / 'system.sh'}")


def test_without_an_administrator_the_one_line_to_run_is_printed(machine: Machine) -> None:
    machine.has("apt-get", f'echo "$*" >>"{machine.diary}"')
    run = machine.run(f"sh {SETUP}/setup.sh run")
    assert run.returncode == 3
    assert "sudo apt-get install -y --no-install-recommends" in run.stderr
    assert "libegl1" in run.stderr
    assert machine.asked() == ""


def test_an_administrator_has_what_is_missing_installed(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", f'echo "$*" >>"{machine.diary}"')
    run = machine.run(f". {SETUP}/system.sh; need_system test")
    assert run.returncode == 0, run.stderr
    last = machine.asked().splitlines()[-1]
    assert last.startswith("install -y")
    assert {"libegl1", "libxcb-cursor0", "strace", "xvfb"} <= set(last.split())


def test_a_refused_installation_names_the_line_to_try(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 100")
    run = machine.run(f". {SETUP}/system.sh; need_system run")
    assert run.returncode == 3
    assert "sudo apt-get update" in run.stderr


def test_python_without_venv_counts_as_missing(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    assert "python3-venv" in machine.run(f". {SETUP}/system.sh; missing_packages run").stdout.split()


def test_another_distribution_is_told_and_may_go_on(machine: Machine) -> None:
    run = machine.run(f". {SETUP}/system.sh; need_system run")
    assert run.returncode == 0
    assert "not Debian" in run.stderr


def test_a_second_call_asks_for_nothing(machine: Machine) -> None:
    complete(machine)
    machine.has_environment(made_in=str(machine.checkout))
    run = machine.run(f"sh {SETUP}/setup.sh run")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert "pip install" not in machine.asked()


def test_a_changed_lock_is_installed_with_hashes(machine: Machine) -> None:
    complete(machine)
    machine.has_environment(made_in=str(machine.checkout))
    with (machine.checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert machine.run(f"sh {SETUP}/setup.sh run").returncode == 0
    assert "--require-hashes -r requirements.lock" in machine.asked()
    assert "--no-deps --no-build-isolation -e ." in machine.asked()
    machine.diary.write_text("")
    machine.run(f"sh {SETUP}/setup.sh run")
    assert "pip install" not in machine.asked()


def test_an_environment_made_in_another_folder_is_made_again(machine: Machine) -> None:
    complete(machine)
    machine.has_environment(made_in="/somewhere/else")
    machine.has("python3", f'echo "outer $*" >>"{machine.diary}"')
    run = machine.run(f"sh {SETUP}/setup.sh run")
    assert "Replacing a .venv" in run.stderr
    assert "outer -m venv .venv" in machine.asked()


def test_a_folder_that_is_no_environment_is_never_removed(machine: Machine) -> None:
    complete(machine)
    (machine.checkout / ".venv").mkdir()
    (machine.checkout / ".venv" / "diary.txt").write_text("mine")
    run = machine.run(f"sh {SETUP}/setup.sh run")
    assert run.returncode == 3
    assert (machine.checkout / ".venv" / "diary.txt").read_text() == "mine"
