"use strict";
// What every page has beyond plain HTML: "/" finds a patient, menus close, brightness can be chosen.
(() => {
  const typing = (element) =>
    element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing(event.target)) {
      const search = document.querySelector('[data-key="/"]');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    if (event.key === "Escape") {
      const open = document.querySelector("details[data-menu][open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const printer = event.target instanceof Element && event.target.closest("[data-print]");
    if (printer) window.print();
  });

  // On a tablet the rail scrolls sideways; the section at hand should be in sight.
  const here = document.querySelector(".rail [aria-current]");
  if (here) {
    const list = here.closest("ol");
    list.scrollLeft = here.offsetLeft - list.offsetLeft - 16;
  }

  const choice = document.querySelector("[data-theme-choice]");
  if (choice) {
    choice.hidden = false;
    const current = document.documentElement.dataset.theme || "system";
    for (const radio of choice.querySelectorAll("input")) radio.checked = radio.value === current;
    choice.addEventListener("change", (event) => {
      const chosen = event.target.value;
      if (chosen === "system") {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = chosen;
      }
      try {
        window.localStorage.setItem("vastus.theme", chosen);
      } catch {
        // Private windows may refuse storage; the choice then lasts for this page.
      }
    });
  }
})();
