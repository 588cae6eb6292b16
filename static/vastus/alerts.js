"use strict";
// An emergency is shown over the page once, until somebody says that it was seen. Without this file
// its banner stands on the page all the same.
(() => {
  function stop() {
    const dialog = document.querySelector("dialog[data-stop]:not([open])");
    if (dialog && !document.querySelector("dialog[open]")) dialog.showModal();
  }

  document.addEventListener("DOMContentLoaded", stop);
  document.addEventListener("htmx:afterSettle", stop);
  document.addEventListener("charting:put-in", stop);
})();
