// Signing in over the page: the same forms as anywhere, shown in a dialog, so that what was typed
// stays where it is. A passkey needs a page of its own, which is offered beside.

export class SignIn {
  // `resumed(who)` hears who is signed in by then, `put_off()` that it was put off.
  constructor(dialog, { resumed, putOff }) {
    this.dialog = dialog;
    this.place = dialog.querySelector("[data-sign-in-form]");
    this.resumed = resumed;
    this.address = dialog.dataset.present;
    this.going = false;
    this.turn = 0;
    dialog.addEventListener("close", () => {
      this.turn += 1;
      if (!this.going) putOff();
    });
    dialog.addEventListener("submit", (event) => {
      if (!this.place.contains(event.target)) return;
      event.preventDefault();
      this.send(event.target, event.submitter);
    });
    dialog.querySelector("[data-sign-in-later]").addEventListener("click", () => dialog.close());
    window.addEventListener("focus", () => dialog.open && this.look());
  }

  get open() {
    return this.dialog.open;
  }

  ask(state) {
    this.going = false;
    const locked = state === "locked";
    for (const one of this.dialog.querySelectorAll("[data-when-state]")) {
      one.hidden = (one.dataset.whenState === "locked") !== locked;
    }
    const address = new URL(locked ? this.dialog.dataset.locked : this.dialog.dataset.signIn, location.href);
    address.searchParams.set("next", this.address);
    this.place.replaceChildren();
    if (!this.dialog.open) this.dialog.showModal();
    this.load(address);
  }

  async load(address, how = {}) {
    // What was asked for before would replace what is being typed by now.
    this.turn += 1;
    const { turn } = this;
    let answer;
    let text;
    try {
      answer = await fetch(address, how);
      text = await answer.text();
    } catch {
      if (turn === this.turn) this.say("unreachable");
      return;
    }
    if (turn !== this.turn) return;
    if (new URL(answer.url).pathname === this.address) this.arrive(answer, text);
    else this.show(text, answer.url);
  }

  send(form, submitter) {
    const body = new URLSearchParams(new FormData(form, submitter));
    this.load(form.action, { method: "POST", body });
  }

  show(text, address) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.querySelector("main");
    const form = main?.querySelector("form:has([type=password]), form:has([autocomplete=one-time-code]), form:has([name=code])");
    if (!form) {
      // No way on: the account may be switched off. The page says so in words.
      const said = Array.from(main?.querySelectorAll("h1, p") || [], (one) => one.textContent.trim());
      this.place.replaceChildren(...said.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
      return;
    }
    const own = document.importNode(form, true);
    own.action = new URL(form.getAttribute("action") || "", address).href;
    for (const one of own.querySelectorAll("[autofocus]")) one.removeAttribute("autofocus");
    // A way elsewhere must not take this page along.
    for (const one of own.querySelectorAll("a[href]")) one.target = "_blank";
    this.place.replaceChildren(own);
    (own.querySelector("[aria-invalid=true]") || own.querySelector("input:not([type=hidden]):not([readonly])"))?.focus();
  }

  say(what) {
    const words = this.dialog.querySelector(`template[data-say="${what}"]`);
    this.place.replaceChildren(words.content.cloneNode(true));
  }

  // Somebody may have signed in elsewhere meanwhile.
  async look() {
    const who = await whoIsHere(this.address);
    if (who.user) this.finish(who);
  }

  arrive(answer, text) {
    let who = {};
    try {
      who = JSON.parse(text);
    } catch {
      who = {};
    }
    if (who.user) this.finish(who);
    else this.show(text, answer.url);
  }

  finish(who) {
    this.going = true;
    if (this.dialog.open) this.dialog.close();
    this.resumed(who);
  }
}

// Who is signed in, with the token that proves a form to be ours; `state` where nobody is, or
// `offline` where nobody answers.
export async function whoIsHere(address) {
  try {
    const answer = await fetch(address, { headers: { "X-Background": "1" } });
    if (answer.ok) return await answer.json();
    return { state: answer.headers.get("X-Session") || "ended" };
  } catch {
    return { state: "offline" };
  }
}
