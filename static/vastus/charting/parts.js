// Putting what the server answered into the page: each part that names its place goes there.

import { putRail } from "./rail.js";

// These stand once on the page, whichever section it shows; all others belong to a section, which
// is no part of the document any more once another one is shown.
const OF_THE_PAGE = new Set(["section-rail", "state-flags", "alerts", "saved"]);

export const within = (root, id) => root.querySelector(`[id="${CSS.escape(id)}"]`);

export const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

// `takes(place, part)` may put a part in by itself, and says so with true. What stands there already
// stays: swapping every row would keep the page from taking the next keys.
export function putIn(answer, root, takes) {
  for (const part of answer.querySelectorAll("[hx-swap-oob]")) {
    const how = part.getAttribute("hx-swap-oob");
    part.removeAttribute("hx-swap-oob");
    const place = OF_THE_PAGE.has(part.id) ? document.getElementById(part.id) : within(root, part.id);
    if (!place || takes(place, part)) continue;
    const fresh = document.importNode(part, true);
    const refocus = keepFocus(place);
    if (part.id === "section-rail") putRail(place, part);
    else if (how === "innerHTML") place.replaceChildren(...fresh.childNodes);
    else if (!place.isEqualNode(fresh)) place.replaceWith(fresh);
    refocus(place.isConnected ? place : fresh);
  }
  document.dispatchEvent(new Event("charting:put-in"));
}

// What had the focus is put in anew with its part: the focus goes to what stands in its place.
function keepFocus(place) {
  const all = (part) => Array.from(part.querySelectorAll("*"));
  const had = document.activeElement;
  const at = all(place).indexOf(had);
  return (part) => {
    if (at >= 0 && !had.isConnected) all(part)[at]?.focus({ preventScroll: true });
  };
}

// What is to be seen may stand in a fold within a fold.
export function unfold(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}
