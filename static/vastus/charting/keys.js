// Charting without a mouse: Tab and Enter go from value to value, one key chooses an answer.

import { companion, sameBothSides } from "./sides.js";

export function attachKeys(form) {
  // Tab goes from number to number. A choice beside the number is reached with "n", and stands in
  // the way of Tab only where it holds the answer: a reason why there is no number.
  function order(choice) {
    choice.tabIndex = choice.value.startsWith("!") ? 0 : -1;
  }
  for (const choice of form.querySelectorAll(".number-field select")) order(choice);
  form.addEventListener("change", (event) => {
    if (event.target.matches(".number-field select")) order(event.target);
  });

  // What a key does from the row's value, and what Tab passes by: F1 opens how it is taken and what
  // is suggested, F2 whether it counts, "c" carries the last value over.
  const FOLDS = ".measure-help, .at-row > details, .marks > details";
  const rowOf = (part) => part.closest(".measure, .question");

  function passBy() {
    for (const fold of form.querySelectorAll(FOLDS)) {
      // Who only reads the section has no answer to press a key in.
      if (rowOf(fold).querySelector("[data-field]:enabled")) fold.querySelector("summary").tabIndex = -1;
    }
    for (const button of form.querySelectorAll("[data-carry]")) button.tabIndex = -1;
  }
  passBy();

  // A value has its marks once it is saved: whoever asks for them before gets them then.
  let waiting = null;
  form.addEventListener("charting:answered", () => {
    passBy();
    if (waiting && waiting === document.activeElement) showMarks(waiting);
  });
  form.addEventListener("focusout", () => {
    waiting = null;
  });

  function showGuide(field) {
    const folds = rowOf(field)?.querySelectorAll(".measure-help, .at-row > details") || [];
    for (const fold of folds) fold.open = true;
    folds[0]?.querySelector("summary").focus();
    return folds.length > 0;
  }

  function showMarks(field) {
    const fold = rowOf(field)?.querySelector(".marks > details");
    waiting = fold ? null : field;
    if (!fold) return true;
    fold.open = true;
    const side = field.name.split(".")[1];
    const wanted = fold.querySelector(`select[name*=".${side}"]`) || fold.querySelector("select");
    wanted?.focus();
    return true;
  }

  // Escape closes them and goes back to the answer.
  form.addEventListener("keydown", (event) => {
    const opened = event.key === "Escape" && event.target.closest(FOLDS);
    if (!opened || !opened.open) return;
    const row = rowOf(opened);
    for (const fold of row.querySelectorAll(FOLDS)) fold.open = false;
    stopsOf(row)[0]?.focus();
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

  const isNumber = (field) => field.matches(".number-field input");

  // Tab goes to the next stop of any kind; Enter goes from a number to the next one, past what is
  // chosen between them, and from anything else to the next stop.
  function onward(from) {
    const group = from.type === "radio" ? radios(from) : [from];
    const found = stops();
    const at = found.findIndex((one) => group.includes(one));
    const after = found.slice(at + 1).filter((one) => !group.includes(one));
    const next = (isNumber(from) && after.find(isNumber)) || after.find((one) => !one.dataset.field || !isNumber(from)) || after[0];
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

  // The last value is taken over into an empty field; one that was, is said to be the same today.
  function carry(field) {
    const name = field.name.replace(/\.as$/, "");
    const buttons = rowOf(field)?.querySelectorAll("[data-carry], [data-confirm]") || [];
    const button = Array.from(buttons).find((one) => [one.dataset.carry, one.dataset.confirm].includes(name));
    if (button) button.click();
    return Boolean(button);
  }

  function restNormal(field) {
    let place = rowOf(field);
    while (place && !place.matches(".group-head")) place = place.previousElementSibling;
    const link = place?.querySelector("[data-normal]");
    if (link) link.click();
    return Boolean(link);
  }

  const LETTERS = { c: carry, w: restNormal };

  function find() {
    document.dispatchEvent(new Event("charting:find"));
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
    if (key === "F2") return showMarks(field);
    if (key === "Enter" && !field.matches("textarea, [type=checkbox]")) {
      onward(field);
      return true;
    }
    if (key === "?" && !prose) return help();
    if (key === "=" && !prose) return sameBothSides(field);
    if (field.tagName !== "SELECT" && LETTERS[key] && !prose) return LETTERS[key](field);
    if (key === "/" && !prose && (field.tagName !== "INPUT" || field.type === "radio" || !field.value)) return find();
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
    if (!field.dataset.field || event.ctrlKey || event.metaKey || event.isComposing) return;
    // In a list a letter looks for an answer: there the same keys go with Alt.
    const letter = LETTERS[event.code.replace("Key", "").toLowerCase()];
    const done = event.altKey ? field.tagName === "SELECT" && letter && letter(field) : handled(field, event.key);
    if (done) event.preventDefault();
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
}
