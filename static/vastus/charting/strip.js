// What the strip says of saving: always the truth about everything that was typed on this page.

export class Strip {
  constructor({ outbox, unsent, unsettled }) {
    this.outbox = outbox;
    this.unsent = unsent;
    this.unsettled = unsettled;
    this.place = document.getElementById("saved");
    this.words = document.getElementById("save-words");
    this.away = "";
    this.trouble = "";
    this.saved = this.place.cloneNode(true);
    document.addEventListener("charting:put-in", () => {
      if (this.place.querySelector('[data-saved="saved"]')) this.saved = this.place.cloneNode(true);
    });
  }

  // Of what is the case, the worst.
  tell() {
    const { outbox } = this;
    if (outbox.held && this.away) this.say(this.away);
    else if (outbox.failing) this.say(outbox.how);
    else if (outbox.underway) this.say("saving");
    else if (this.trouble) this.say(this.trouble);
    else if (this.unsent()) this.say("typed");
    else if (this.unsettled().length) this.say("unsettled");
    else this.sayWhen();
  }

  // The server did not take a save, for no reason that anybody can mend on this page.
  refused(why = "refused") {
    this.trouble = why;
    this.tell();
  }

  sayWhen() {
    this.put(this.saved.firstElementChild?.cloneNode(true) || null, "saved");
  }

  say(when) {
    const said = this.words.content.querySelector(`[data-when="${when}"]`).cloneNode(true);
    const fill = (name, text) => {
      for (const one of said.querySelectorAll(`[data-${name}]`)) one.textContent = text;
    };
    fill("waiting", String(this.outbox.count));
    fill("since", this.outbox.failedAt ? clock(this.outbox.failedAt) : "");
    fill("sections", this.unsettled().map((one) => one.label).join(", "));
    this.put(said, said.dataset.saved);
  }

  // The same words again would be read aloud again.
  put(said, state) {
    if (!said || !this.place.firstElementChild?.isEqualNode(said)) this.place.replaceChildren(...(said ? [said] : []));
    this.place.dataset.saved = state;
  }
}

const clock = (at) => `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
