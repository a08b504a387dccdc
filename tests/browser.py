"""What tests see of a page of HTML: its elements, and what headless Chromium makes of it."""

import json
import re
import subprocess
from html import unescape
from html.parser import HTMLParser

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


class Page(HTMLParser):
    """The ids, links, headings and loaded addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.headings, self.loaded, self.tags = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name in ("href", "xlink:href", "src", "srcset", "data", "action"):
            address = values.get(name) or ""
            if address.startswith("#"):
                self.links.append(address[1:])
            elif address:
                self.loaded.append(address)


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


def assert_laid_out(page, folder, width, figures):
    found = measured(page, folder, width)
    assert found["window"] == width
    assert found["page"] <= width
    assert len(found["formulas"]) == page.count("<math")
    assert all(w > 2 and h > 2 for w, h in found["formulas"])
    assert len(found["figures"]) == figures
    assert all(w > 200 and h > 100 for w, h in found["figures"])
    assert found["fetched"] == []
    assert found["fonts"] == ["loaded"]
