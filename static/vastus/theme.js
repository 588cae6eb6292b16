"use strict";
// Runs before the first paint, so that a chosen brightness does not flash.
(() => {
  let chosen = null;
  try {
    chosen = window.localStorage.getItem("vastus.theme");
  } catch {
    chosen = null;
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
