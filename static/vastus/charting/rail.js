// Keeps the place in the list of sections: where one is stands within sight, and a save, which brings
// a new list, leaves it where it was scrolled to.

// It scrolls sideways in its list where it is narrow, up and down as a whole where it is not.
const parts = () => Array.from(document.querySelectorAll(".rail, .rail > ol"));

export const linkTo = (key) => document.querySelector(`.rail [data-section="${CSS.escape(key)}"]`);

// A browser does not bring in by itself what has the focus and stands half within sight.
export function followFocus() {
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".rail a")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

export function putRail(place, given) {
  const places = parts().map((part) => [part.scrollLeft, part.scrollTop]);
  place.replaceChildren(...document.importNode(given, true).childNodes);
  parts().forEach((part, at) => part.scrollTo(...(places[at] || [0, 0])));
}

export function markRail(key) {
  for (const link of document.querySelectorAll(".rail [data-section]")) {
    if (link.dataset.section === key) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

export function showPlace() {
  const current = document.querySelector(".rail [aria-current]");
  for (const part of current ? parts() : []) {
    const inner = current.getBoundingClientRect();
    const outer = part.getBoundingClientRect();
    part.scrollBy(
      inner.left + inner.width / 2 - outer.left - outer.width / 2,
      inner.top + inner.height / 2 - outer.top - outer.height / 2,
    );
  }
}
