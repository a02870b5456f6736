"""make bench: measure, print the table, and with --write put it into docs/performance.md."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from tests.bench import calm, daily, exchange, imports, lists, log, palette, papers, shell
from tests.bench.measure import ROUNDS, Figure
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures begin -->", "<!-- figures end -->"


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| Job | Ours | Beside it | Ratio | Limit | Met |", "|---|--:|---|--:|---|---|"]
    for figure in figures:
        beside = f"{figure.beside}, {_time(figure.baseline)}" if figure.baseline else "–"
        ratio = f"{figure.ratio:.1f} ×" if figure.ratio is not None else "–"
        limits = [f"{figure.limit:g} ×" if figure.ratio is not None else _shown(figure, figure.limit)]
        limits += [_time(figure.most)] if figure.most else []
        met = "yes" if figure.met else "**no**"
        lines.append(
            f"| {figure.what} | {_shown(figure, figure.ours)} | {beside} | {ratio} | {', '.join(limits)} | {met} |"
        )
    return "\n".join(lines)


def write_into(page: Path, text: str) -> None:
    """Replace what stands between the markers of the page."""
    before, rest = page.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


def main() -> int:
    """Measure everything; 1 when a limit is not met."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # what is measured needs no display
    figures = []
    for figure in chain(
        shell.figures(), papers.figures(), imports.figures(), calm.figures(), daily.figures(), palette.figures(),
        lists.figures(), log.figures(), exchange.figures(),
    ):  # fmt: skip
        figures.append(figure)
        print(f"{'met   ' if figure.met else 'MISSED'} {figure.what}: {_shown(figure, figure.ours)}", flush=True)
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    text = f"Medians of {ROUNDS}, {python}.\n\n{table(figures)}"
    print(f"\n{text}")
    if arguments.write:
        write_into(PAGE, text)
    return int(not all(figure.met for figure in figures))


def _shown(figure: Figure, amount: float) -> str:
    return _time(amount) if figure.unit == "s" else f"{amount:.0f} {figure.unit}"


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return (
        f"{seconds:.2f} s"
        if seconds >= 1
        else f"{seconds * 1000:.0f} ms"
        if seconds >= 0.01
        else f"{seconds * 1000:.1f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
