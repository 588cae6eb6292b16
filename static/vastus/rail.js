"use strict";
// Keeps the place in the list of sections: where one is stands within sight, and a save, which brings
// a new list, leaves it where it was scrolled to.
(() => {
  // It scrolls sideways in its list where it is narrow, up and down as a whole where it is not.
  const parts = () => Array.from(document.querySelectorAll(".rail, .rail > ol"));
  let places = [];

  const current = document.querySelector(".rail [aria-current]");
  for (const part of current ? parts() : []) {
    const inner = current.getBoundingClientRect();
    const outer = part.getBoundingClientRect();
    part.scrollBy(
      inner.left + inner.width / 2 - outer.left - outer.width / 2,
      inner.top + inner.height / 2 - outer.top - outer.height / 2,
    );
  }

  document.addEventListener("htmx:beforeSwap", () => {
    places = parts().map((part) => [part.scrollLeft, part.scrollTop]);
  });
  document.addEventListener("htmx:afterRequest", () => {
    if (places.length) parts().forEach((part, place) => part.scrollTo(...places[place]));
  });
})();
