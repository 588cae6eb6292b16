"use strict";
// Asks in a dialog about a value that goes beyond a restriction. Without this file the same
// question stands at the field, with the same reasons.
(() => {
  const form = document.getElementById("section-form");
  const dialog = document.getElementById("limit-dialog");
  if (!form || !dialog || !dialog.showModal || form.querySelector("fieldset.fields:disabled")) return;

  const part = (name) => dialog.querySelector(`[data-limit-${name}]`);
  const why = part("why");
  const said = part("said");
  const wrong = part("error");
  const asked = new Map();
  let about = null;
  let returnTo = "";

  const all = () => Array.from(form.querySelectorAll("[data-beyond]"));
  const nameOf = (place) => place.dataset.beyond;
  const questionOf = (place) => place.dataset.label + place.querySelector("[data-beyond-question]").textContent;

  // With the dialog at hand the field keeps its words and a way back into it.
  function fold(place) {
    place.querySelector("[data-beyond-choice]").hidden = true;
    place.querySelector("[data-beyond-open]").hidden = false;
  }

  function open(place) {
    about = nameOf(place);
    returnTo = document.activeElement && document.activeElement.id ? document.activeElement.id : `f-${about}`;
    part("field").textContent = place.dataset.label;
    part("question").textContent = place.querySelector("[data-beyond-question]").textContent;
    part("lines").replaceChildren(
      ...Array.from(place.querySelectorAll("[data-beyond-limit]"), (one) => one.cloneNode(true)),
    );
    const reasons = place.querySelector("[data-because]");
    why.replaceChildren(...Array.from(reasons.options, (one) => one.cloneNode(true)));
    why.value = "";
    said.value = "";
    tell("");
    dialog.showModal();
    why.focus();
  }

  function tell(words) {
    wrong.textContent = words;
    wrong.hidden = !words;
  }

  function close() {
    dialog.close();
  }

  function keep() {
    const place = form.querySelector(`[data-beyond="${CSS.escape(about)}"]`);
    const button = part("keep");
    if (!place) return close();
    if (!why.value) {
      tell(button.dataset.choose);
      why.focus();
      return undefined;
    }
    if (why.value === "other" && !said.value.trim()) {
      tell(button.dataset.write);
      said.focus();
      return undefined;
    }
    place.querySelector("[data-because-words]").value = said.value;
    const reasons = place.querySelector("[data-because]");
    reasons.value = why.value;
    close();
    reasons.dispatchEvent(new Event("change", { bubbles: true }));
    return undefined;
  }

  function takeBack() {
    const field = document.getElementById(`f-${about}`);
    close();
    if (!field) return;
    field.value = "";
    asked.delete(about);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  }

  // Each question opens the dialog once; it stays at the field until it is answered.
  function look(first) {
    const places = all();
    const names = new Set(places.map(nameOf));
    for (const name of asked.keys()) if (!names.has(name)) asked.delete(name);
    places.forEach(fold);
    const fresh = places.filter((place) => asked.get(nameOf(place)) !== questionOf(place));
    for (const place of fresh) asked.set(nameOf(place), questionOf(place));
    if (!first && fresh.length && !dialog.open) open(fresh[0]);
  }

  part("keep").addEventListener("click", keep);
  part("back").addEventListener("click", takeBack);
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    keep();
  });
  dialog.addEventListener("close", () => document.getElementById(returnTo)?.focus());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-beyond-open]");
    if (button) open(button.closest("[data-beyond]"));
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt === form) look(false);
  });

  look(true);
})();
