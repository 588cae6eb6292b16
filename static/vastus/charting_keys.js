"use strict";
// Charting without a mouse: Tab and Enter go from value to value, one key chooses an answer.
(() => {
  const form = document.getElementById("section-form");
  if (!form) return;

  const companion = (input) => input.closest(".number-field")?.querySelector("select");

  // Tab goes from number to number. A choice beside the number is reached with "n", and stands in
  // the way of Tab only where it holds the answer: a reason why there is no number. How a measure
  // is taken opens with F1.
  function order(choice) {
    choice.tabIndex = choice.value.startsWith("!") ? 0 : -1;
  }
  for (const choice of form.querySelectorAll(".number-field select")) order(choice);
  form.addEventListener("change", (event) => {
    if (event.target.matches(".number-field select")) order(event.target);
  });

  const guide = (field) => field.closest(".measure, .question")?.querySelector(".measure-help > summary");
  for (const summary of form.querySelectorAll(".measure-help > summary")) {
    // Who only reads the section has no answer to press F1 in.
    if (summary.closest(".measure, .question").querySelector("[data-field]:enabled")) summary.tabIndex = -1;
  }

  function showGuide(field) {
    const summary = guide(field);
    if (!summary) return false;
    summary.parentElement.open = true;
    summary.focus();
    return true;
  }

  // Escape closes it and goes back to the answer.
  form.addEventListener("keydown", (event) => {
    const opened = event.key === "Escape" && event.target.closest(".measure-help[open]");
    if (!opened) return;
    opened.open = false;
    stopsOf(opened.closest(".measure, .question"))[0]?.focus();
    event.preventDefault();
  });

  const radios = (radio) => Array.from(form.querySelectorAll(`input[name="${radio.name}"]`));

  const stops = () => stopsOf(form);

  function stopsOf(part) {
    const seen = new Set();
    return Array.from(part.querySelectorAll("[data-field], .section-foot button[name=then], .section-foot [data-save]")).filter((one) => {
      if (one.tabIndex < 0 || one.disabled || !one.checkVisibility()) return false;
      if (one.type !== "radio") return true;
      const group = radios(one);
      const stop = group.find((radio) => radio.checked) || group[0];
      return one === stop && !seen.has(one.name) && Boolean(seen.add(one.name));
    });
  }

  function onward(from) {
    const group = from.type === "radio" ? radios(from) : [from];
    const found = stops();
    const at = found.findIndex((one) => group.includes(one));
    const next = found.slice(at + 1).find((one) => !group.includes(one));
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  }

  function choose(radio, place) {
    const wanted = radios(radio)[place - 1];
    if (!wanted) return false;
    wanted.focus();
    wanted.checked = true;
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function takeBack(radio) {
    for (const one of radios(radio)) one.checked = false;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function help() {
    const keys = document.getElementById("keys");
    if (keys && !keys.open) keys.showModal();
    return true;
  }

  function handled(field, key) {
    const prose = field.matches("textarea, input.form-control");
    if (key === "F1") return showGuide(field);
    if (key === "Enter" && !field.matches("textarea, [type=checkbox]")) {
      onward(field);
      return true;
    }
    if (key === "?" && !prose) return help();
    if (field.type === "radio") {
      if (/^[1-9]$/.test(key)) return choose(field, Number(key));
      return ["Delete", "Backspace"].includes(key) && takeBack(field);
    }
    if (key === "n" && !prose && field.tagName === "INPUT" && !field.value && companion(field)) {
      companion(field).focus();
      return true;
    }
    return false;
  }

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.dataset.field || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (handled(field, event.key)) event.preventDefault();
  });

  // The chosen answer, clicked again, is taken back: blank is an answer of its own.
  let chosen = null;
  form.addEventListener("pointerdown", (event) => {
    const label = event.target.closest(".segmented label");
    const radio = label && document.getElementById(label.htmlFor);
    chosen = radio && radio.checked ? radio : null;
  });
  form.addEventListener("click", (event) => {
    if (event.target === chosen && chosen.checked) takeBack(chosen);
    if (event.target.closest("[data-keys]")) help();
  });
  for (const hint of form.querySelectorAll(".keys")) hint.hidden = false;
})();
