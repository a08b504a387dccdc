"""Headless Chromium for tests: what it makes of a page."""

import json
import re
import subprocess
from html import unescape

from typesetting import require

MEASURE = """
<script>
addEventListener("load", () => document.fonts.ready.then(() => {
  const boxes = (what) => [...document.querySelectorAll(what)].map((each) => {
    const box = each.getBoundingClientRect();
    return [box.width, box.height];
  });
  const measured = {
    window: innerWidth,
    page: document.documentElement.scrollWidth,
    formulas: boxes("math"),
    figures: boxes("figure svg"),
    fonts: [...document.fonts].map((font) => font.status),
    fetched: performance.getEntriesByType("resource").map((each) => each.name)
      .filter((name) => !name.startsWith("data:")),
  };
  parent.postMessage(JSON.stringify(measured), "*");
}));
</script>
"""
FRAME = """
<!DOCTYPE html>
<script>
addEventListener("message", (message) => {{
  document.querySelector("output").textContent = message.data;
}});
</script>
<output></output>
<iframe src="{address}" style="border: 0; width: {width}px; height: 900px"></iframe>
"""  # because a window is 500 pixels wide at least


def measured(page, folder, width):
    """Boxes of formulas and figures, width of the page, and what was fetched, in CSS pixels."""
    require("chromium", "chromium")
    copy, frame = folder / "measured.html", folder / "frame.html"
    copy.write_text(page.replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    frame.write_text(FRAME.format(address=copy.as_uri(), width=width), encoding="utf-8")
    options = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --virtual-time-budget=20000 --dump-dom"
    )
    run = subprocess.run(
        [
            "chromium",
            *options.split(),
            f"--user-data-dir={folder / 'profile'}",
            "--window-size=1400,1000",
            frame.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = re.search("<output>(.+?)</output>", run.stdout)
    assert found, run.stderr[-2000:]
    return json.loads(unescape(found[1]))
