// A phrase is put into prose at the cursor, where nothing that stands there is replaced: by F4, or
// by a button below the text that was touched last. What is kept is asked for when it is wanted.

const dialog = document.getElementById("phrases");
const PROSE = "textarea[data-field]:enabled";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const written = new WeakSet();
let field = null;
// Where the cursor stood: a dialog that closes does not always put it back.
let stood = null;

function offered() {
  return Array.from(dialog.querySelectorAll("[data-text]")).filter((one) => !one.parentElement.hidden);
}

function filter() {
  const wanted = plain(dialog.querySelector("input").value).split(/\s+/);
  for (const one of dialog.querySelectorAll("[data-text]")) {
    const said = plain(one.textContent + one.dataset.text);
    one.parentElement.hidden = !wanted.every((word) => said.includes(word));
  }
  const kept = dialog.querySelector("[data-text]");
  dialog.querySelector("[data-none]").hidden = !kept || offered().length > 0;
}

async function ask(of) {
  field = of;
  stood = written.has(of) ? [of.selectionStart, of.selectionEnd] : [of.value.length, of.value.length];
  dialog.querySelector("input").value = "";
  filter();
  dialog.showModal();
  const answer = await fetch(dialog.dataset.url, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok) dialog.querySelector("[data-offered]").innerHTML = await answer.text();
  dialog.querySelector("[data-failed]").hidden = Boolean(answer?.ok);
  filter();
}

// The browser's own way of typing keeps it to be undone like anything typed.
function putIn(text) {
  const at = stood[1];
  stood = null;
  dialog.close();
  const before = /\S$/.test(field.value.slice(0, at)) ? " " : "";
  const after = /^[\p{L}\p{N}]/u.test(field.value.slice(at)) ? " " : "";
  field.focus();
  field.setSelectionRange(at, at);
  if (document.execCommand("insertText", false, before + text + after)) return;
  field.setRangeText(before + text + after, at, at, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

dialog?.addEventListener("input", filter);
dialog?.addEventListener("close", () => {
  if (!stood) return;
  field.focus();
  field.setSelectionRange(...stood);
});
dialog?.addEventListener("submit", (event) => {
  event.preventDefault();
  const [first] = offered();
  if (first) putIn(first.dataset.text);
});
dialog?.addEventListener("click", (event) => {
  const one = event.target.closest("[data-text]");
  if (one) putIn(one.dataset.text);
});
dialog?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [dialog.querySelector("input"), ...offered()];
  stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
});

export function attachPhrases(form) {
  const button = document.getElementById("phrase-button")?.content.firstElementChild.cloneNode(true);
  if (!button) return;
  button.addEventListener("click", () => ask(button.previousElementSibling));
  function touched(part) {
    if (!part.matches(PROSE)) return;
    written.add(part);
    if (part.nextElementSibling !== button) part.after(button);
  }
  form.addEventListener("focusin", (event) => touched(event.target));
  if (form.contains(document.activeElement)) touched(document.activeElement);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "F4" || event.altKey || event.ctrlKey || !event.target.matches(PROSE)) return;
    event.preventDefault();
    ask(event.target);
  });
}
