"""Run axe-core in headless Chromium over the web page of every report, wide and narrow, light and dark.

    python packaging/checks/axe.py AXE_MIN_JS

The page forbids scripts, so a copy without that rule is checked. Prints each violation; ends with 1 when there are any.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from html import unescape
from itertools import product
from pathlib import Path

from csa_tracker.reports.html.page import build_html
from csa_tracker.reports.registry import REPORTS
from tests.csa_tracker.reports.builders import earlier_plan, full_plan, paper_of

WIDTHS = (360, 1200)
SCHEMES = ("light", "dark")
SIZES = (0, 1, 60)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RESULT = re.compile(r'<pre id="axe-result">(.*?)</pre>', re.DOTALL)
_RUN = """<script>
axe.run(document, {{resultTypes: ["violations"]}}).then(found => {{
  const told = document.createElement("pre");
  told.id = "axe-result";
  told.textContent = JSON.stringify(found.violations.map(one =>
    [one.id, one.help, one.nodes.length, one.nodes[0].html]));
  document.body.append(told);
}});
</script>"""


def violations(page: bytes, axe: str, *, width: int, scheme: str, folder: Path) -> list[list[object]]:
    """Check one page; raises RuntimeError when Chromium brings no result."""
    text = _POLICY.sub("", page.decode("utf-8"))
    checked = folder / "page.html"
    checked.write_text(text.replace("</body>", f"<script>{axe}</script>{_RUN.format()}</body>"), "utf-8")
    ran = subprocess.run(  # noqa: S603 (our own words and a file of ours)
        [  # noqa: S607 (wherever Debian puts it)
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},1600", f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
            "--virtual-time-budget=60000", "--dump-dom", checked.as_uri(),
        ],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    found = _RESULT.search(ran.stdout)
    if found is None:
        raise RuntimeError(f"Chromium brought no result: {ran.stderr[-400:]}")
    result: list[list[object]] = json.loads(unescape(found[1]))
    return result


def main(axe_file: str) -> int:
    """Check every report; returns the exit code."""
    axe = Path(axe_file).read_text("utf-8")
    bad = checked = 0
    with tempfile.TemporaryDirectory(prefix="csa-axe-") as name:
        for report, size, width, scheme in product(REPORTS, SIZES, WIDTHS, SCHEMES):
            if report == "action" and not size:
                continue
            page = build_html(paper_of(report, full_plan(size), earlier=earlier_plan(size)))
            for rule, words, count, example in violations(page, axe, width=width, scheme=scheme, folder=Path(name)):
                bad += 1
                print(f"{report}, {size} actions, {width} px, {scheme}: {rule}: {words} ({count} times): {example}")
            checked += 1
    print(f"{checked} pages checked, {bad} violations.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
