// What was typed and is not in the chart yet: sent one save at a time, in the order it was typed.
//
// A save without an answer is sent again as it was, under the same key, before anything newer: the
// server does it once. While nothing comes through, all of it stays in the page and nowhere else.

const RETRY = 2000;
const LONGEST_RETRY = 15000;
const PATIENCE = 20000;
const LARGEST_PARTING = 60000;

export class Outbox {
  // `told` hears of every turn, `refused` of an answer by which the server took nothing.
  constructor({ token, told, refused }) {
    this.token = token;
    this.told = told;
    this.refused = refused;
    this.sections = [];
    this.underway = false;
    this.held = false;
    this.failures = 0;
    this.failedAt = null;
    this.timer = 0;
    this.waiting = [];
  }

  // Whether the last try got no answer.
  get failing() {
    return this.failures > 0;
  }

  get empty() {
    return !this.underway && !this.sections.some((one) => one.due);
  }

  // How many changed fields are not in the chart.
  get count() {
    return new Set(this.sections.flatMap((one) => one.changed().map((name) => `${one.key} ${name}`))).size;
  }

  // What is typed on in a section whose save is on its way goes out after what was typed elsewhere.
  add(section) {
    const place = this.sections.lastIndexOf(section);
    if (place < 0 ? section.due : place === 0 && section.typedOn) this.sections.push(section);
  }

  send(section) {
    if (section) this.add(section);
    clearTimeout(this.timer);
    if (this.underway || this.held) return;
    while (this.sections.length && !this.sections[0].compose()) this.sections.shift();
    const [next] = this.sections;
    if (next) this.post(next, next.batch);
    else this.rest();
  }

  // Until everything is sent, or does not come through.
  settled() {
    this.send();
    if (this.failing || this.held || this.empty) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  rest() {
    for (const resolve of this.waiting.splice(0)) resolve();
    this.told();
  }

  hold() {
    this.held = true;
    this.rest();
  }

  release() {
    this.held = false;
    this.send();
  }

  async post(section, batch) {
    this.underway = true;
    this.told();
    let answer = null;
    let html = "";
    const body = new URLSearchParams([["csrfmiddlewaretoken", this.token()], ...batch.fields]);
    try {
      answer = await fetch(section.url, {
        method: "POST",
        body,
        headers: { "HX-Request": "true", ...(this.failing ? { "X-Background": "1" } : {}) },
        redirect: "manual",
        // A page that goes away while it saves is not waited for; browsers allow this for little only.
        keepalive: String(body).length < LARGEST_PARTING,
        signal: AbortSignal.timeout(PATIENCE),
      });
      html = await answer.text();
    } catch {
      answer = null;
    }
    this.underway = false;
    if (answer && answer.status === 200) {
      this.failures = 0;
      this.failedAt = null;
      this.sections.shift();
      section.answered(html);
      this.send(section);
    } else if (!answer || answer.status >= 500) {
      this.failed(answer ? "failed" : "offline");
    } else {
      this.failures = 0;
      this.failedAt = null;
      section.takeBack();
      await this.refused(answer);
      this.rest();
    }
  }

  failed(how) {
    this.failures += 1;
    this.failedAt = this.failedAt || new Date();
    this.how = how;
    this.timer = setTimeout(() => this.send(), Math.min(LONGEST_RETRY, RETRY * 2 ** (this.failures - 1)));
    this.rest();
  }

  // For good: nothing of it is anybody else's.
  drop() {
    clearTimeout(this.timer);
    this.sections = [];
    this.add = () => {};
  }
}
