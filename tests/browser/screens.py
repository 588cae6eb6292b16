"""What a page is measured by on any screen: what stands out of it, and what a finger cannot hit."""

from __future__ import annotations

from playwright.sync_api import Page

TARGET = 44

# What scrolls within its own box, as the list of sections does on a phone, stands out of nothing.
STANDS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const cuts = e => /auto|scroll|hidden/.test(getComputedStyle(e).overflowX);
  const scrolls = e => e && (cuts(e) || scrolls(e.parentElement));
  const found = document.scrollingElement.scrollWidth > wide ? ["the page"] : [];
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility() || e.closest("svg, .visually-hidden, .skip-link, dialog")) continue;
    const { left, right, width } = e.getBoundingClientRect();
    if (width && (right > wide + 1 || left < -1) && !scrolls(e.parentElement))
      found.push(`${e.tagName.toLowerCase()}.${e.className}`);
  }
  return found;
}"""

# How far a tap around the middle of each target still hits it, to all four sides.
TOO_SMALL = """least => {
  const targets = "main :is(button, a[href], select, input, textarea, summary), "
    + ".state-strip :is(button, a[href]), .patient-banner a, .limit-strip a";
  const found = [];
  for (const one of document.querySelectorAll(targets)) {
    if (!one.checkVisibility({ checkVisibilityCSS: true }) || one.type === "hidden") continue;
    if (one.closest("dialog, .visually-hidden")) continue;
    const seen = (one.matches("[type=radio], [type=checkbox]") && one.labels[0]) || one;
    seen.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = seen.getClientRects()[0];
    if (width < 2 || height < 2) continue;
    const hits = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      if (!hit) return false;
      return [one, seen].some(e => e.contains(hit)) || hit.closest("label")?.control === one;
    };
    const reach = (dx, dy) => {
      const [x, y] = [left + width / 2, top + height / 2];
      let far = 0;
      while (far < least && hits(x + dx * (far + 1), y + dy * (far + 1))) far += 1;
      return far;
    };
    const [wide, high] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
    // The edge itself may fall between two points.
    if (Math.min(wide, high) >= least - 1) continue;
    const words = (one.textContent || one.name).trim().slice(0, 40);
    found.push(`${one.tagName.toLowerCase()} "${words}": ${wide} x ${high}`);
  }
  return found;
}"""


def stands_out(page: Page) -> list[str]:
    """What reaches beyond the width of the page."""
    found: list[str] = page.evaluate(STANDS_OUT)
    return found


def too_small(page: Page) -> list[str]:
    """The targets of a charting page that a finger hits within less than 44 px."""
    found: list[str] = page.evaluate(TOO_SMALL, TARGET)
    return found
