"""`make mutants`: puts faults into the merge and the checks of bundles, one at a time, and says which no test noticed.

`python -m tests.mutation` goes on where an earlier run stopped. With names of modules (`db.log.merge`) it tries their
mutants again, with `--survivors` those that survived. docs/mutation.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

GROUPS = {
    "merge": ("db.log.merge", "db.log.winner", "db.log.deletes", "db.log.edges", "db.log.materialise"),
    "bundle": tuple(
        f"csa_tracker.exchange.{name}"
        for name in ("bundle", "checking", "envelope", "head_signing", "manifest", "payload", "signing", "unpacking")
    ),
}
ENOUGH = 90
"""Per cent of the mutants of each group that must be killed."""
_NOTICED = ("killed", "timeout")
"""A mutant that makes its tests run for ever is noticed too."""
_SURVIVORS = Path("build/mutants.txt")


def main() -> int:
    """Run and report; 0 when enough mutants of each group were killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--survivors", action="store_true", help="only those that no test failed for in the last run")
    parser.add_argument("--report", action="store_true", help="only say what the last run found")
    given = parser.parse_args()
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    names = [f"{module}.*" for module in given.modules]
    if given.survivors:
        names = [name for name, status in _results() if status != "killed" and (not names or _in(name, given.modules))]
    if not given.report and (names or not given.survivors):
        _run(names)
    return _report()


def _in(name: str, modules: Iterable[str]) -> bool:
    return name.rpartition(".")[0] in modules


def _run(names: list[str]) -> None:
    from mutmut.__main__ import cli

    from tests.mutation.operators import teach_sql

    teach_sql()
    # A folder that no other test run tidies up: a mutant must not fall over what somebody else removes.
    with tempfile.TemporaryDirectory(prefix="csa-mutants-") as folder:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        cli(["run", "--max-children", os.environ.get("CSA_MUTANTS_AT_ONCE", "1"), *names], standalone_mode=False)


def _results() -> list[tuple[str, str]]:
    """(name, status) of each mutant, as mutmut keeps them in `mutants/`."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.stats import status_by_exit_code

    found: list[tuple[str, str]] = []
    for module in (module for modules in GROUPS.values() for module in modules):
        data = SourceFileMutationData(path=Path(module.replace(".", "/") + ".py"))
        data.load()
        found += [(name, status_by_exit_code[code]) for name, code in data.exit_code_by_key.items()]
    return found


def _report() -> int:
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    results = _results()
    print(f"{'':34}{'mutants':>8}{'killed':>8}{'timeout':>8}{'survived':>9}{'other':>7}")
    shares = []
    for group, modules in GROUPS.items():
        for module in modules:
            _print_line(module, [status for name, status in results if _in(name, (module,))])
        shares.append(_print_line(f"= {group}", [status for name, status in results if _in(name, modules)]))
    _SURVIVORS.parent.mkdir(exist_ok=True)
    with _SURVIVORS.open("w", encoding="utf-8") as out:
        for name, status in results:
            if status not in _NOTICED and status != "not checked":
                print(f"# {status}: {name}\n{get_diff_for_mutant(name)}\n", file=out)
    print(f"What survived: {_SURVIVORS}")
    return int(min(shares) < ENOUGH)


def _print_line(title: str, statuses: list[str]) -> float:
    """One line of the table; per cent noticed."""
    killed, late, lived = (statuses.count(status) for status in ("killed", "timeout", "survived"))
    share = 100 * (killed + late) / max(1, len(statuses))
    print(
        f"{title:34}{len(statuses):8}{killed:8}{late:8}{lived:9}{len(statuses) - killed - late - lived:7}{share:7.1f}%"
    )
    return share


if __name__ == "__main__":
    sys.exit(main())
