"""A plan on a network: the jobs on a folder that sshfs brings from this computer over the network."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from db.places import Place, place_of

NEEDED = ("sshfs", "ssh-keygen", "fusermount")
SERVER = shutil.which("sshd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
PATIENCE_SECONDS = 20


def missing_programs() -> list[str]:
    """What must be installed first; nothing when a network folder can be made."""
    return [name for name in NEEDED if shutil.which(name) is None] + ([] if SERVER else ["sshd"])


@contextmanager
def network_folder(root: Path) -> Iterator[Path]:
    """A folder on a network file system. Raises RuntimeError when the server or the mount does not come up."""
    root.mkdir(parents=True, exist_ok=True)
    shared, mounted = root / "shared", root / "mounted"
    shared.mkdir()
    mounted.mkdir()
    port = _free_port()
    server = _serve(root, port)
    try:
        options = f"IdentityFile={root / 'key'},StrictHostKeyChecking=no,UserKnownHostsFile=/dev/null"
        where = f"{getpass.getuser()}@127.0.0.1:{shared}"
        _until_it_works(["sshfs", "-p", str(port), "-o", options, where, str(mounted)], server)
        try:
            if place_of(mounted) is not Place.NETWORK:
                raise RuntimeError(f"{mounted} is not taken for a network folder")
            yield mounted
        finally:
            subprocess.run(["fusermount", "-u", "-z", str(mounted)], check=True)
    finally:
        server.terminate()
        server.wait()


def _serve(root: Path, port: int) -> subprocess.Popen[bytes]:
    for name in ("key", "host"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(root / name)], check=True)
    shutil.copyfile(root / "key.pub", root / "allowed")
    Path("/run/sshd").mkdir(exist_ok=True)  # where root's server gives up its rights
    settings = (
        f"Port={port}", "ListenAddress=127.0.0.1", f"HostKey={root / 'host'}", f"AuthorizedKeysFile={root / 'allowed'}",
        "StrictModes=no", "UsePAM=no", "PidFile=none", "Subsystem=sftp internal-sftp", "PermitRootLogin=yes",
    )  # fmt: skip
    chosen: Sequence[str] = [word for setting in settings for word in ("-o", setting)]
    with (root / "server.log").open("wb") as log:
        return subprocess.Popen([str(SERVER), "-D", "-e", "-f", "/dev/null", *chosen], stderr=log)


def _until_it_works(command: Sequence[str], server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (run := subprocess.run(command, capture_output=True, text=True, check=False)).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"no network folder could be made: {run.stderr.strip()}")
        time.sleep(0.1)  # the server says nothing when it is ready


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
