// Putting what the server answered into the page: each part that names its place goes there.

import { putRail } from "./rail.js";

// These stand once on the page, whichever section it shows; all others belong to a section, which
// is no part of the document any more once another one is shown.
const OF_THE_PAGE = new Set(["section-rail", "state-flags", "alerts", "saved"]);

export const within = (root, id) => root.querySelector(`[id="${CSS.escape(id)}"]`);

// `takes(place, part)` may put a part in by itself, and says so with true. What stands there already
// stays: swapping every row would keep the page from taking the next keys.
export function putIn(html, root, takes) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  for (const part of answer.querySelectorAll("[hx-swap-oob]")) {
    const how = part.getAttribute("hx-swap-oob");
    part.removeAttribute("hx-swap-oob");
    const place = OF_THE_PAGE.has(part.id) ? document.getElementById(part.id) : within(root, part.id);
    if (!place || takes(place, part)) continue;
    const fresh = document.importNode(part, true);
    if (part.id === "section-rail") putRail(place, part);
    else if (how === "innerHTML") place.replaceChildren(...fresh.childNodes);
    else if (!place.isEqualNode(fresh)) place.replaceWith(fresh);
  }
  document.dispatchEvent(new Event("charting:put-in"));
}

// What is to be seen may stand in a fold within a fold.
export function unfold(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}
