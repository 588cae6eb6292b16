"""What the charting page weighs and how fast it answers: `make bench-ui`.

Chromium on this machine, loopback, the demo on SQLite, one gunicorn worker, static files collected
and compressed. Times are medians of 30, and ratios to a bare Django view under the same gunicorn.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.chromium import chromium

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = ROOT / "clinics" / "demo_accounts.json"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TIMES = 30
# The last one is where values are saved afterwards.
SECTIONS = ("Strength", "Range of motion", "Red flags", "History", "Thigh girth")
FIELD = "thigh_girth_10_cm.left"
KIND = {"Script": "script", "Stylesheet": "style", "Document": "page", "XHR": "page"}

# From the key that ends a value to the strip that says when it was saved.
SAVED = """name => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("not saved within 20 s")), 20000);
  const field = document.getElementById(`f-${name}`);
  const strip = document.getElementById("saved");
  let began = 0;
  let last = strip.textContent;
  field.addEventListener("keyup", () => { began = performance.now(); });
  new MutationObserver((_all, watching) => {
    if (!began || strip.dataset.saved !== "saved" || strip.textContent === last) return;
    watching.disconnect();
    resolve(performance.now() - began);
  }).observe(strip, { attributes: true, childList: true, subtree: true });
})"""
# From the click on a section to its heading on the page.
SHOWN = """label => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`${label} is not shown within 20 s`)), 20000);
  const link = Array.from(document.querySelectorAll(".rail a"))
    .find(one => one.querySelector("span")?.textContent.trim() === label);
  const began = performance.now();
  new MutationObserver((_all, watching) => {
    if (document.getElementById("section-title")?.textContent.trim() !== label) return;
    watching.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  }).observe(document.querySelector(".chart"), { childList: true, subtree: true });
  link.click();
})"""
BARE = """async () => {
  const began = performance.now();
  await (await fetch("/", { cache: "no-store" })).text();
  return performance.now() - began;
}"""


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[str]:
    """A gunicorn of one worker until the block ends; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1", application),
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    for _try in range(300):
        try:
            urlopen(f"{address}/", timeout=2).read()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{address} does not answer.")


def prepared(folder: Path) -> dict[str, str]:
    """The demo in a database of its own, and the static files as a server would have them."""
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "VASTUS_STATIC_FILES": "collected",
        "VASTUS_PROFILE": "local",
    }
    for step in (["migrate"], ["createcachetable"], ["load_demo"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *step],
            cwd=ROOT,
            env=os.environ | environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return environment


class Weighed:
    """What came over the wire, by kind, in bytes as they travelled."""

    def __init__(self, page: Page) -> None:
        self.bytes: Counter[str] = Counter()
        self.kinds: dict[str, str] = {}
        wire: CDPSession = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self._came)
        wire.on("Network.loadingFinished", self._ended)

    def _came(self, event: dict[str, str]) -> None:
        self.kinds[event["requestId"]] = KIND.get(event["type"], "other")

    def _ended(self, event: dict[str, int]) -> None:
        self.bytes[self.kinds.get(str(event["requestId"]), "other")] += int(
            event["encodedDataLength"]
        )

    def taken(self) -> Counter[str]:
        """What came since the last time."""
        taken, self.bytes = self.bytes, Counter()
        return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environment = prepared(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with served("config.wsgi", environment) as site, served("bench.bare", {}) as bare:
            page = browser.new_context(base_url=bare).new_page()
            page.goto("/")
            bare_ms = median(page.evaluate(BARE) for _one in range(TIMES))
            page = browser.new_context(base_url=site).new_page()
            _bench(page, bare_ms)


def _bench(page: Page, bare_ms: float) -> None:
    account = next(one for one in json.loads(ACCOUNTS.read_text()) if one["role"] == "therapist")
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(account["email"])
    page.get_by_label("Password").fill(account["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/c/{account['clinic']}/")
    chart = _draft(page)
    # Somebody who comes for the first time: signed in, and with nothing in the cache.
    browser, state = page.context.browser, page.context.storage_state()
    assert browser is not None
    page = browser.new_context(storage_state=state).new_page()
    weighed = Weighed(page)
    page.goto(f"{chart}sections/visit/")
    page.wait_for_load_state("networkidle")
    first = weighed.taken()
    print(f"First load, compressed: {_said(first)}; together {_kib(sum(first.values()))}")
    heaviest: Counter[str] = Counter()
    times: list[float] = []
    for turn in range(TIMES):
        label = SECTIONS[turn % len(SECTIONS)]
        times.append(page.evaluate(SHOWN, label))
        page.wait_for_timeout(100)
        heaviest[label] = max(heaviest[label], sum(weighed.taken().values()))
    for label, size in heaviest.most_common():
        print(f"A change to {label}, compressed: {_kib(size)}")
    _print_time("To a section shown", median(times), bare_ms)
    saves = []
    for turn in range(TIMES):
        field = page.locator(f"[id='f-{FIELD}']")
        field.focus()
        field.select_text()
        page.evaluate(f"void (window.waited = ({SAVED})('{FIELD}'))")
        page.keyboard.type(f"4{turn % 10}.{turn // 10}")
        saves.append(page.evaluate("window.waited"))
        # The strip says seconds: the next save has to say another one.
        page.wait_for_timeout(1000)
    _print_time("From the last key to saved, with the pause of 0.7 s", median(saves), bare_ms)


def _draft(page: Page) -> str:
    """The address of the first open evaluation on the front page."""
    links = page.locator("a[href*='/evaluations/']").evaluate_all("all => all.map(a => a.href)")
    for link in links:
        chart = "/".join(link.split("/")[:7]) + "/"
        page.goto(f"{chart}sections/visit/")
        if page.url.endswith("/sections/visit/"):
            return chart
    raise SystemExit("The demo has no open evaluation.")


def _print_time(what: str, ms: float, bare_ms: float) -> None:
    ratio = f"{ms / bare_ms:.0f} times a bare view ({bare_ms:.1f} ms)"
    print(f"{what}: {ms:.0f} ms, median of {TIMES}; {ratio}")


def _said(sizes: Counter[str]) -> str:
    return ", ".join(f"{kind} {_kib(size)}" for kind, size in sorted(sizes.items()))


def _kib(size: int) -> str:
    return f"{size / 1000:.1f} kB"


if __name__ == "__main__":
    main()
