// A page that comes back to sight asks what was saved elsewhere meanwhile in the section that it shows,
// and names what came in. That is no sign that a person is there; without an answer nothing happens.

import { within } from "./parts.js";

export function attachCatchUp({ shown, outbox }) {
  const words = document.getElementById("changed-words");

  async function look() {
    if (document.hidden) return;
    await outbox.settled();
    const section = shown();
    if (!section.form || outbox.failing || outbox.held) return;
    const html = await asked(section);
    if (html && section === shown()) tell(section, section.catchUp(html));
  }

  async function asked(section) {
    const url = new URL(section.url, window.location.href);
    url.searchParams.set("seen", section.seen);
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true", "X-Background": "1" } });
      return answer.status === 200 && !answer.redirected ? await answer.text() : "";
    } catch {
      return "";
    }
  }

  // What changed twice is named once, as it stands.
  function tell(section, came) {
    if (!came.length) return;
    const place = within(section.root, "changed-elsewhere");
    if (!place.firstElementChild) place.replaceChildren(words.content.cloneNode(true));
    const list = place.querySelector("ul");
    for (const one of came) {
      const line = document.createElement("li");
      line.dataset.of = one.dataset.fill;
      line.append(...document.importNode(one, true).childNodes);
      list.querySelector(`[data-of="${CSS.escape(line.dataset.of)}"]`)?.remove();
      list.append(line);
    }
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", (event) => event.persisted && look());
}
