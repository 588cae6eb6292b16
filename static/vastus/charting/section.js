// One section as it stands on the page: what was typed into it, and what the server said of it.
//
// Each changed field goes out as its text, the choice beside it and what it started from. What is
// typed while a save is under way goes out with the next one. Nothing clinical is worked out here.

import { parsed, putIn, unfold, within } from "./parts.js";

const FINDINGS = ".field-note .field-error, .field-note .conflict";

export class Section {
  constructor(root) {
    this.root = root;
    this.form = within(root, "section-form");
    this.key = root.dataset.place;
    this.url = root.dataset.url;
    this.label = root.dataset.label;
    this.typist = root.closest(".chart").dataset.user;
    this.batch = null;
    this.shown = new Map();
    this.asked = new Map();
    for (const name of this.names()) this.shown.set(name, this.snapshot(name));
    // The version up to which everything saved stands here, by whomever it was.
    this.seen = this.form ? Number(this.version.value) : 0;
  }

  get version() {
    return within(this.root, "section-version");
  }

  get writable() {
    return Boolean(this.form && !this.form.querySelector("fieldset.fields:disabled"));
  }

  noteOf(name) {
    return within(this.root, `note-${name}`);
  }

  field(name) {
    return within(this.root, `f-${name}`);
  }

  fromOf(name) {
    return this.noteOf(name).querySelector("[data-from]");
  }

  names() {
    return this.form ? Array.from(this.form.querySelectorAll("[data-from]"), (one) => one.dataset.from) : [];
  }

  // What the server did not take, and the clinician has not settled yet.
  get unsettled() {
    return this.form?.querySelector(FINDINGS) || null;
  }

  get due() {
    return Boolean(this.batch) || this.changed().length > 0;
  }

  controls(name) {
    return [name, `${name}.as`].flatMap((one) => {
      const found = this.form.elements.namedItem(one);
      if (!found) return [];
      return found instanceof RadioNodeList ? Array.from(found) : [found];
    });
  }

  values(name) {
    return this.controls(name)
      .filter((one) => one.type !== "radio" || one.checked)
      .map((one) => [one.name, one.value]);
  }

  snapshot(name) {
    return JSON.stringify(this.values(name));
  }

  becauseOf(name) {
    return this.noteOf(name).querySelector("[data-because]");
  }

  kept(name) {
    return Boolean(this.noteOf(name).querySelector(".field-question input:checked") || this.becauseOf(name)?.value);
  }

  because(name) {
    return [
      [`${name}.because`, this.becauseOf(name).value],
      [`${name}.because_words`, this.noteOf(name).querySelector("[data-because-words]").value],
    ];
  }

  // What is changed waits while its conflict is not settled, or it would overwrite unasked.
  changed() {
    return this.names().filter(
      (name) =>
        !this.noteOf(name).querySelector(".conflict") &&
        (this.kept(name) || this.asked.has(name) || this.snapshot(name) !== this.shown.get(name)),
    );
  }

  // Whether something was typed since the save that is on its way.
  get typedOn() {
    const sent = this.batch?.shown;
    return (
      Boolean(sent) &&
      this.changed().some((name) => this.snapshot(name) !== (sent.get(name) ?? this.shown.get(name)))
    );
  }

  // What goes out next; sent again as it is, under the same key, until there is an answer. What was
  // refused goes along: each answer says all that is not saved.
  compose() {
    if (this.batch) return this.batch;
    const due = this.changed();
    if (!due.length) return null;
    const refused = this.names().filter(
      (name) => this.noteOf(name).querySelector(".field-error") && !due.includes(name),
    );
    const chosen = [...due, ...refused];
    this.batch = {
      shown: new Map(chosen.map((name) => [name, this.snapshot(name)])),
      fields: [
        ["key", newKey()],
        ["typist", this.typist],
        ...chosen.flatMap((name) => [
          ...this.values(name),
          [`${name}.from`, this.fromOf(name).value],
          ...(this.kept(name) ? [[`${name}.keep`, "1"]] : []),
          ...(this.asked.has(name) ? [[`${name}.${this.asked.get(name)}`, "1"]] : []),
          ...(this.becauseOf(name)?.value ? this.because(name) : []),
        ]),
      ],
    };
    return this.batch;
  }

  // The server kept nothing of it: what stands there by then goes out as a new save.
  takeBack() {
    this.batch = null;
  }

  answered(html) {
    for (const [name, was] of this.batch.shown) {
      this.shown.set(name, was);
      this.asked.delete(name);
    }
    this.batch = null;
    this.put(parsed(html));
    // Unless somebody else saved before it: that does not stand here yet.
    if (Number(this.version.dataset.wrote) === this.seen + 1) this.seen += 1;
  }

  put(answer, { quietly = false } = {}) {
    const focused = this.focused();
    putIn(answer, this.root, (place, part) => this.takes(place, part));
    this.fill();
    for (const name of this.names()) if (!this.shown.has(name)) this.shown.set(name, this.snapshot(name));
    this.names().forEach((name) => this.mark(name));
    this.reveal();
    if (focused && document.activeElement === document.body) within(this.root, focused)?.focus();
    this.form.dispatchEvent(new CustomEvent("charting:answered", { bubbles: true, detail: { quietly } }));
  }

  // What was saved elsewhere comes in, but not where something stands that the chart does not have: that
  // still starts from what it started from, so that its save meets what is stored. Gives what came in.
  catchUp(html) {
    const answer = parsed(html);
    const version = Number(within(answer, "section-version")?.value);
    // An answer that a save from here overtook tells of what was.
    if (!(version >= Number(this.version.value))) return [];
    // What the strip says of saving is about what was typed here.
    within(answer, "saved").remove();
    const came = [];
    let missed = false;
    for (const given of answer.querySelectorAll("[data-fill]")) {
      const name = given.dataset.fill;
      // A mark that is new comes with its value.
      if (!this.noteOf(name)) continue;
      const note = answer.querySelector(`[hx-swap-oob][id="${CSS.escape(`note-${name}`)}"]`);
      const same = note.querySelector("[data-from]").value === this.fromOf(name).value;
      if (this.holds(name)) {
        missed = missed || !same;
        note.remove();
        given.remove();
      } else if (same) given.remove();
      else came.push(given);
    }
    this.put(answer, { quietly: true });
    if (!missed) this.seen = version;
    return came;
  }

  // Whether something stands in a field that is not in the chart, or somebody is at its question.
  holds(name) {
    const note = this.noteOf(name);
    const open = note.querySelector(FINDINGS) || note.contains(document.activeElement);
    return Boolean(open) || this.changed().includes(name);
  }

  // A note that is swapped away takes the focus with it: it goes back to the field.
  focused() {
    const note = this.root.contains(document.activeElement) && document.activeElement.closest(".field-note");
    return note ? note.id.replace("note-", "f-") : "";
  }

  // Notes are always taken: they reset what was ticked. What is typed in a mark stays.
  takes(place, part) {
    if (place.id.startsWith("note-")) {
      place.replaceWith(document.importNode(part, true));
      return true;
    }
    if (!place.id.startsWith("marks-") || !place.firstElementChild) return false;
    this.takeMarks(place, part);
    return true;
  }

  // Whether a value counts is asked once there is a value.
  takeMarks(place, given) {
    const list = place.querySelector(".mark-fields");
    const coming = Array.from(given.querySelectorAll("[data-mark]"));
    const names = coming.map((one) => one.dataset.mark);
    const gone = Array.from(list.querySelectorAll("[data-mark]")).filter(
      ({ dataset }) => !names.includes(dataset.mark) && !this.holds(dataset.mark),
    );
    for (const one of gone) one.remove();
    if (!list.firstElementChild && !names.length) {
      place.replaceChildren();
      return;
    }
    coming.forEach((one, at) => {
      const name = one.dataset.mark;
      if (list.querySelector(`[data-mark="${name}"]`)) return;
      list.insertBefore(document.importNode(one, true), list.children[at] || null);
      this.shown.set(name, this.snapshot(name));
    });
    const said = (part) => part.querySelector("[data-marks-said]");
    said(place).textContent = said(given)?.textContent || "";
  }

  // What was typed for a whole range stands in two fields now; what was typed on since stays.
  fill() {
    const place = within(this.root, "filled");
    for (const one of place.querySelectorAll("[data-fill]")) {
      if (this.snapshot(one.dataset.fill) === this.shown.get(one.dataset.fill)) this.take(one.dataset.fill, one);
    }
    place.replaceChildren();
  }

  take(name, given) {
    for (const one of this.controls(name)) {
      const content = one.name === name ? given.dataset.text : given.dataset.as;
      if (one.type === "radio") one.checked = one.value === content;
      else if (content || !one.matches(".unit-select")) one.value = content;
      // A field that was emptied says no unit: what stood beside it stays, so that the next number has one.
      else if (one.value.startsWith("!")) one.selectedIndex = 0;
    }
    this.shown.set(name, this.snapshot(name));
  }

  // What is asked of the server about a field, besides what stands in it: to carry the last value
  // over, or to take a carried one as found the same.
  ask(name, what) {
    this.asked.set(name, what);
  }

  // A conflict is settled by keeping what was typed, over what is stored now, or by taking that.
  settle(button) {
    const name = button.dataset.mine || button.dataset.take;
    this.fromOf(name).value = button.dataset.stored;
    this.shown.delete(name);
    if (button.dataset.take) this.take(name, button);
    button.closest(".conflict").remove();
    this.mark(name);
    this.field(name)?.focus();
  }

  mark(name) {
    const note = this.noteOf(name);
    const field = this.field(name);
    const question = note.closest(".question");
    if (question) question.toggleAttribute("data-open", !this.values(name).length);
    if (!field) return;
    const refused = Boolean(note.querySelector(".field-error"));
    if (refused) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const box = field.closest(".number-field, .choice-field");
    if (!box) return;
    box.classList.toggle("is-refused", refused);
    box.classList.toggle("is-carried", Boolean(note.querySelector(".field-carried")));
    box.classList.toggle("is-asked", Boolean(note.querySelector(".field-question")));
    if (note.querySelector(".field-error, .field-question, .conflict")) unfold(note);
  }

  // An answer can make further questions due: they come out of the fold of their group.
  reveal() {
    const due = within(this.root, "screen-due");
    for (const code of due ? due.dataset.due.split(" ") : []) {
      const row = within(this.root, `row-${code}`);
      const fold = row && row.closest(".more-measures");
      if (fold) fold.before(row);
      if (fold && !fold.querySelector(".question, .measure")) fold.hidden = true;
    }
  }

  goToUnsettled() {
    const note = this.unsettled?.closest(".field-note");
    if (!note) return;
    unfold(note);
    within(this.root, note.id.replace("note-", "f-"))?.focus();
  }
}

function newKey() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID();
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}
