// "/" finds a section or a measure; Enter goes to the first that was found.

const dialog = document.getElementById("find");
const query = document.getElementById("find-query");
const typing = (element) => element instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

export function attachFind(open) {
  const show = () => {
    if (document.querySelector("dialog[open]")) return;
    query.value = "";
    dialog.querySelector(".found").replaceChildren();
    dialog.showModal();
    query.focus();
  };
  const go = (link) => {
    dialog.close();
    open(link);
  };
  document.addEventListener("charting:find", show);
  // The page's own key looks for a patient: here it is the measure that is wanted.
  document.addEventListener(
    "keydown",
    (event) => {
      const anywhere = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
      if (!anywhere && !slash) return;
      event.preventDefault();
      show();
    },
    { capture: true },
  );
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    goToFirst();
  });
  // Who types faster than the server answers goes where the words lead, not where the last ones led.
  let wanted = false;
  const goToFirst = () => {
    const found = dialog.querySelector(".found");
    wanted = found.dataset.query !== query.value.trim();
    const first = found.querySelector("a");
    if (!wanted && first) go(first);
  };
  dialog.addEventListener("htmx:afterSettle", () => wanted && goToFirst());
  query.addEventListener("input", () => (wanted = false));
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [query, ...dialog.querySelectorAll(".found a")];
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest(".found a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(link);
  });
}
