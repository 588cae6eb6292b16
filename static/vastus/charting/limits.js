// Asks in a dialog about a value that goes beyond a restriction. Without this file the same
// question stands at the field, with the same reasons.

const dialog = document.getElementById("limit-dialog");
const part = (name) => dialog.querySelector(`[data-limit-${name}]`);
let form = null;
let about = "";
let returnTo = "";

export function attachLimits(own) {
  if (!dialog || !dialog.showModal) return;
  const asked = new Map();
  own.addEventListener("click", (event) => {
    const button = event.target.closest("[data-beyond-open]");
    if (button) open(button.closest("[data-beyond]"));
  });
  own.addEventListener("charting:answered", (event) => own.isConnected && look(own, asked, event.detail));
  own.addEventListener("charting:taken-back", (event) => asked.delete(event.detail));
  look(own, asked, { quietly: true });
}

const nameOf = (place) => place.dataset.beyond;
const questionOf = (place) => place.dataset.label + place.querySelector("[data-beyond-question]").textContent;

// Each question opens the dialog once; it stays at the field until it is answered.
function look(own, asked, { quietly = false } = {}) {
  const places = Array.from(own.querySelectorAll("[data-beyond]"));
  const names = new Set(places.map(nameOf));
  for (const name of asked.keys()) if (!names.has(name)) asked.delete(name);
  places.forEach(fold);
  const fresh = places.filter((place) => asked.get(nameOf(place)) !== questionOf(place));
  for (const place of fresh) asked.set(nameOf(place), questionOf(place));
  if (!quietly && fresh.length && !dialog.open) open(fresh[0]);
}

// With the dialog at hand the field keeps its words and a way back into it.
function fold(place) {
  place.querySelector("[data-beyond-choice]").hidden = true;
  place.querySelector("[data-beyond-open]").hidden = false;
}

function open(place) {
  form = place.closest("form");
  about = nameOf(place);
  returnTo = document.activeElement && document.activeElement.id ? document.activeElement.id : `f-${about}`;
  part("field").textContent = place.dataset.label;
  part("question").textContent = place.querySelector("[data-beyond-question]").textContent;
  part("lines").replaceChildren(
    ...Array.from(place.querySelectorAll("[data-beyond-limit]"), (one) => one.cloneNode(true)),
  );
  const reasons = place.querySelector("[data-because]");
  part("why").replaceChildren(...Array.from(reasons.options, (one) => one.cloneNode(true)));
  part("why").value = "";
  part("said").value = "";
  tell("");
  dialog.showModal();
  part("why").focus();
}

function tell(words) {
  part("error").textContent = words;
  part("error").hidden = !words;
}

function keep() {
  const place = form.querySelector(`[data-beyond="${CSS.escape(about)}"]`);
  const [why, said, button] = [part("why"), part("said"), part("keep")];
  if (!place) {
    dialog.close();
  } else if (!why.value) {
    tell(button.dataset.choose);
    why.focus();
  } else if (why.value === "other" && !said.value.trim()) {
    tell(button.dataset.write);
    said.focus();
  } else {
    place.querySelector("[data-because-words]").value = said.value;
    const reasons = place.querySelector("[data-because]");
    reasons.value = why.value;
    dialog.close();
    reasons.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function takeBack() {
  const field = document.getElementById(`f-${about}`);
  dialog.close();
  if (!field) return;
  field.value = "";
  form.dispatchEvent(new CustomEvent("charting:taken-back", { detail: about }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
}

if (dialog) {
  part("keep").addEventListener("click", keep);
  part("back").addEventListener("click", takeBack);
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    keep();
  });
  dialog.addEventListener("close", () => document.getElementById(returnTo)?.focus());
}
