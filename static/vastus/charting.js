"use strict";
// Saves what changed in a section while it is typed. Without this file the form saves as a whole.
//
// Each changed field posts its text, the choice beside it and what it started from. The server
// answers with what became of each and with the results; nothing clinical is worked out here. A save
// that gets no answer is sent again as it was, under the same key, before anything newer.
(() => {
  const form = document.getElementById("section-form");
  if (!form || !window.htmx || form.querySelector("fieldset.fields:disabled")) return;

  const PAUSE = 700;
  const AFTER_A_CHOICE = 60;
  const RETRY = 2000;
  const LONGEST_RETRY = 30000;
  const HALF_A_RANGE = /\d\s*[-/\u2013]/;

  const shown = new Map();
  let batch = null;
  let underway = false;
  let failures = 0;
  let tokenRenewed = false;
  let timer = 0;
  let destination = "";
  let leaving = false;
  let focused = "";

  const noteOf = (name) => document.getElementById(`note-${name}`);
  const fromOf = (name) => noteOf(name).querySelector("[data-from]");
  const names = () => Array.from(form.querySelectorAll("[data-from]"), (one) => one.dataset.from);
  const unsettled = () => form.querySelector(".field-note .field-error, .field-note .conflict");

  function controls(name) {
    return [name, `${name}.as`].flatMap((one) => {
      const found = form.elements.namedItem(one);
      if (!found) return [];
      return found instanceof RadioNodeList ? Array.from(found) : [found];
    });
  }

  function values(name) {
    return controls(name)
      .filter((one) => one.type !== "radio" || one.checked)
      .map((one) => [one.name, one.value]);
  }

  const snapshot = (name) => JSON.stringify(values(name));
  const becauseOf = (name) => noteOf(name).querySelector("[data-because]");
  const kept = (name) =>
    Boolean(noteOf(name).querySelector(".field-question input:checked") || becauseOf(name)?.value);

  function because(name) {
    return [
      [`${name}.because`, becauseOf(name).value],
      [`${name}.because_words`, noteOf(name).querySelector("[data-because-words]").value],
    ];
  }

  // What is changed waits while its conflict is not settled, or it would overwrite unasked.
  function changed() {
    return names().filter(
      (name) => !noteOf(name).querySelector(".conflict") && (kept(name) || snapshot(name) !== shown.get(name)),
    );
  }

  function say(when) {
    const place = document.getElementById("saved");
    const words = document.getElementById("save-words");
    const said = words && words.content.querySelector(`[data-when="${when}"]`);
    if (!place || !said) return;
    place.replaceChildren(said.cloneNode(true));
    place.dataset.saved = said.dataset.saved;
  }

  // What was refused goes along with whatever is saved next: each answer says all that is not saved.
  function compose() {
    const due = changed();
    if (!due.length) return null;
    const refused = names().filter((name) => noteOf(name).querySelector(".field-error") && !due.includes(name));
    const chosen = [...due, ...refused];
    return {
      shown: new Map(chosen.map((name) => [name, snapshot(name)])),
      fields: [
        ["key", window.crypto.randomUUID ? window.crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`],
        ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value],
        ...chosen.flatMap((name) => [
          ...values(name),
          [`${name}.from`, fromOf(name).value],
          ...(kept(name) ? [[`${name}.keep`, "1"]] : []),
          ...(becauseOf(name)?.value ? because(name) : []),
        ]),
      ],
    };
  }

  function send() {
    clearTimeout(timer);
    if (underway) return;
    batch = batch || compose();
    if (batch) window.htmx.trigger(form, "save");
  }

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  // Follows an address once everything typed is in the chart.
  function go(address) {
    destination = address;
    if (underway || batch || changed().length) {
      send();
    } else {
      arrive();
    }
  }

  function arrive() {
    const there = destination;
    destination = "";
    if (unsettled()) {
      const field = unsettled().closest(".field-note").id.replace("note-", "f-");
      document.getElementById(field)?.focus();
    } else if (there) {
      leaving = true;
      if (there instanceof HTMLElement) there.form.requestSubmit(there);
      else window.location.assign(there);
    }
  }

  form.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.parameters;
    for (const name of Array.from(event.detail.formData.keys())) delete parameters[name];
    for (const [name, value] of batch.fields) parameters[name] = value;
    if (failures) event.detail.headers["X-Background"] = "1";
    underway = true;
    say("saving");
  });

  form.addEventListener("htmx:beforeSwap", () => {
    const note = document.activeElement && document.activeElement.closest(".field-note");
    focused = note ? note.id.replace("note-", "f-") : "";
  });

  // An answer holds the results of every row. Most stand there already, and swapping them all would
  // keep the page from taking the next keys. Notes are always taken: they reset what was ticked.
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { fragment, target } = event.detail;
    if (target.id.startsWith("marks-") && target.firstElementChild) {
      event.detail.shouldSwap = false;
      takeMarks(target, fragment.firstElementChild || fragment);
      return;
    }
    const same = fragment instanceof DocumentFragment && target.isEqualNode(fragment.firstElementChild);
    if (same && !target.id.startsWith("note-")) event.detail.shouldSwap = false;
  });

  // Whether a value counts is asked once there is a value. What is typed in a mark stays.
  function takeMarks(place, given) {
    const list = place.querySelector(".mark-fields");
    const coming = Array.from(given.querySelectorAll("[data-mark]"));
    const names = coming.map((one) => one.dataset.mark);
    if (!names.length) {
      place.replaceChildren();
      return;
    }
    for (const one of list.querySelectorAll("[data-mark]")) {
      if (!names.includes(one.dataset.mark)) one.remove();
    }
    coming.forEach((one, at) => {
      const name = one.dataset.mark;
      if (list.querySelector(`[data-mark="${name}"]`)) return;
      list.insertBefore(one, list.children[at] || null);
      shown.set(name, snapshot(name));
    });
    const said = (part) => part.querySelector("[data-marks-said]");
    said(place).textContent = said(given).textContent;
  }

  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    underway = false;
    const answer = event.detail.xhr;
    if (answer.status === 200) {
      answered();
    } else {
      failed(answer.status, answer.getResponseHeader("X-Session"));
    }
  });

  function answered() {
    for (const [name, was] of batch.shown) shown.set(name, was);
    fill();
    batch = null;
    failures = 0;
    tokenRenewed = false;
    for (const name of names()) if (!shown.has(name)) shown.set(name, snapshot(name));
    names().forEach(mark);
    reveal();
    const place = document.getElementById("saved");
    if (place && place.firstElementChild) place.dataset.saved = place.firstElementChild.dataset.saved;
    if (unsettled()) say("unsettled");
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
    if (changed().length) {
      soon(AFTER_A_CHOICE);
    } else if (destination) {
      arrive();
    }
  }

  // What was typed for a whole range stands in two fields now; what was typed on since stays.
  function fill() {
    const place = document.getElementById("filled");
    if (!place) return;
    for (const one of place.querySelectorAll("[data-fill]")) {
      if (snapshot(one.dataset.fill) === shown.get(one.dataset.fill)) take(one.dataset.fill, one);
    }
    place.replaceChildren();
  }

  function failed(status, session) {
    destination = "";
    failures += 1;
    if (status === 0 || status >= 500) {
      say(status ? "failed" : "offline");
      soon(Math.min(LONGEST_RETRY, RETRY * 2 ** (failures - 1)));
      return;
    }
    // The server refused and kept nothing: what is typed by then goes out as a new save.
    batch = null;
    if (status === 401) {
      say(session === "locked" ? "locked" : "ended");
    } else if (status === 403 && !tokenRenewed) {
      tokenRenewed = true;
      renewToken();
    } else {
      say("refused");
    }
  }

  // Signing in again changed the token that proves a form to be ours.
  async function renewToken() {
    try {
      const answer = await fetch(window.location.pathname, { headers: { "X-Background": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = page.querySelector("#section-form [name=csrfmiddlewaretoken]");
      if (!answer.ok || !token) {
        say("refused");
        return;
      }
      form.elements.csrfmiddlewaretoken.value = token.value;
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token.value }));
    } catch {
      say("offline");
    }
    send();
  }

  function mark(name) {
    const note = noteOf(name);
    const field = document.getElementById(`f-${name}`);
    const question = note.closest(".question");
    if (question) question.toggleAttribute("data-open", !values(name).length);
    if (!field) return;
    const refused = Boolean(note.querySelector(".field-error"));
    if (refused) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const box = field.closest(".number-field, .choice-field");
    if (!box) return;
    box.classList.toggle("is-refused", refused);
    box.classList.toggle("is-asked", Boolean(note.querySelector(".field-question")));
    if (note.querySelector(".field-error, .field-question, .conflict")) unfold(note);
  }

  // An answer can make further questions due: they come out of the fold of their group.
  function reveal() {
    const due = document.getElementById("screen-due");
    if (!due) return;
    for (const code of due.dataset.due.split(" ")) {
      const row = document.getElementById(`row-${code}`);
      const fold = row && row.closest(".more-measures");
      if (fold) fold.before(row);
      if (fold && !fold.querySelector(".question, .measure")) fold.hidden = true;
    }
  }

  // What is to be seen may stand in a fold within a fold.
  function unfold(place) {
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  // A reason for not testing takes the place of the number, and a number that of the reason.
  function settle(control) {
    const box = control.closest(".number-field");
    const input = box && box.querySelector("input");
    const choice = box && box.querySelector("select");
    if (!input || !choice || !choice.value.startsWith("!")) return;
    if (control === choice) input.value = "";
    else if (input.value) choice.selectedIndex = 0;
  }

  // "lacks 5" and "27.4 kgf" may be typed whole: the words move to the choice beside the number.
  function sort(control) {
    const choice = control.closest(".number-field")?.querySelector("select");
    if (!choice || control === choice) return;
    const bare = (text) => text.trim().toLowerCase();
    const words = control.value.replace(/[-+\d.,\s]/g, "");
    const number = control.value.replace(/[^-+\d.,]/g, "");
    const option = Array.from(choice.options).find(
      (one) => one.value && !one.value.startsWith("!") && [bare(one.value), bare(one.label)].includes(bare(words)),
    );
    if (!option || !number) return;
    choice.value = option.value;
    control.value = number;
  }

  form.addEventListener("input", (event) => {
    if (!event.target.dataset.field) return;
    settle(event.target);
    if (!batch) say("typed");
    // A range of three numbers is another range while it is half typed: it waits for its end.
    if (event.target.closest(".number-field") && HALF_A_RANGE.test(event.target.value)) clearTimeout(timer);
    else soon(PAUSE);
  });

  form.addEventListener("change", (event) => {
    if (!event.target.dataset.field) return;
    sort(event.target);
    settle(event.target);
    soon(AFTER_A_CHOICE);
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mine], [data-take]");
    if (!button) return;
    event.preventDefault();
    const name = button.dataset.mine || button.dataset.take;
    fromOf(name).value = button.dataset.stored;
    shown.delete(name);
    if (button.dataset.take) take(name, button);
    button.closest(".conflict").remove();
    mark(name);
    document.getElementById(`f-${name}`)?.focus();
    send();
  });

  function take(name, button) {
    for (const one of controls(name)) {
      const content = one.name === name ? button.dataset.text : button.dataset.as;
      if (one.type === "radio") one.checked = one.value === content;
      else one.value = content;
    }
    shown.set(name, snapshot(name));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const section = event.submitter && event.submitter.name === "then" ? event.submitter.value : "";
    const link = section && document.querySelector(`.rail [data-section="${section}"]`);
    go(link ? link.href : "");
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.target || link.getAttribute("href").startsWith("#")) return;
    if (!underway && !batch && !changed().length) return;
    event.preventDefault();
    go(link.href);
  });

  // Choosing another order of the sections leaves the page too: what is typed goes first.
  document.addEventListener("submit", (event) => {
    if (leaving || !event.target.matches("[data-order]") || !event.submitter) return;
    if (!underway && !batch && !changed().length) return;
    event.preventDefault();
    go(event.submitter);
  });

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (underway || batch || unsettled() || changed().length)) event.preventDefault();
  });
  document.addEventListener("visibilitychange", send);
  window.addEventListener("focus", () => failures && send());
  window.addEventListener("online", () => failures && send());

  names().forEach((name) => shown.set(name, snapshot(name)));
})();
