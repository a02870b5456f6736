"""What every test shares: offscreen Qt, a profile of its own, Hypothesis profiles, no unexpected log records."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for leak in ("CSA_PLAN", "CSA_PROFILE", "CSA_NOW"):  # a developer's own plan must never be touched by a test
    os.environ.pop(leak, None)

# The same examples in every run of `make test`: a change breaks it, luck does not. `make soak` looks for new ones.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("dev", max_examples=25, deadline=None, suppress_health_check=_SLOW, derandomize=True)
settings.register_profile("soak", max_examples=200, deadline=None, suppress_health_check=_SLOW)
settings.register_profile(  # none made smaller: a mutant is killed by any example (tests/mutation)
    "mutants", settings.get_profile("dev"), max_examples=15, database=None,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session", autouse=True)
def own_profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the whole run a profile folder of its own, also for the processes it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSA_PROFILE", str(tmp_path_factory.mktemp("profile")))
        yield


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged a warning or worse without being marked `expects_log`."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    noisy = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not noisy, f"unexpected log records: {noisy}"
