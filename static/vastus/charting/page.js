// The charting page: shows one section after the other without leaving the page, and loses nothing of
// what is typed. Without this file every section is a page and a plain form of its own.

import { attachBodyChart } from "./body_chart.js";
import { attachCatchUp } from "./catch_up.js";
import { attachCompany } from "./company.js";
import { attachFind } from "./find.js";
import { attachKeys } from "./keys.js";
import { attachLimits } from "./limits.js";
import { Outbox } from "./outbox.js";
import { followFocus, linkTo, markRail, showPlace } from "./rail.js";
import { unfold, within } from "./parts.js";
import { Section } from "./section.js";
import { attachSides } from "./sides.js";
import { SignIn, whoIsHere } from "./sign_in.js";
import { Strip } from "./strip.js";
import { sort, swapOut } from "./typing.js";

const PAUSE = 700;
const LONGEST_PAUSE = 3000;
const AFTER_A_CHOICE = 60;
const HALF_A_RANGE = /\d\s*[-/\u2013]/;

const chart = document.querySelector(".chart");
const parked = new Map();
let here = null;
let opening = "";
let goingBack = false;
let put = Promise.resolve();
let leaving = false;
let timer = 0;
let waitingSince = 0;

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const outbox = new Outbox({ token, told: () => strip.tell(), refused });
const sections = () => [here, ...parked.values()].filter(Boolean);
const unsettled = () => sections().filter((one) => one.unsettled);
const unsent = () => !outbox.empty || sections().some((one) => one.due);
const strip = new Strip({ outbox, unsent, unsettled });
const signIn = new SignIn(document.getElementById("sign-in-over"), { resumed, putOff: () => strip.tell() });

function soon(pause) {
  clearTimeout(timer);
  waitingSince = waitingSince || Date.now();
  timer = setTimeout(flush, Math.max(0, Math.min(pause, waitingSince + LONGEST_PAUSE - Date.now())));
}

function flush() {
  clearTimeout(timer);
  waitingSince = 0;
  outbox.send(here);
}

function typed(event) {
  if (!event.target.dataset.field) return;
  swapOut(event.target);
  outbox.add(here);
  strip.trouble = "";
  strip.tell();
  // A range of three numbers is another range while it is half typed: it waits for its end.
  if (event.target.closest(".number-field") && HALF_A_RANGE.test(event.target.value)) clearTimeout(timer);
  else soon(PAUSE);
}

function chosen(event) {
  if (!event.target.dataset.field) return;
  sort(event.target);
  swapOut(event.target);
  soon(AFTER_A_CHOICE);
}

function attach(root) {
  const section = new Section(root);
  if (!section.writable) return section;
  section.form.addEventListener("input", typed);
  section.form.addEventListener("change", chosen);
  section.form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mine], [data-take], [data-carry], [data-confirm]");
    if (!button) return;
    event.preventDefault();
    const { carry, confirm } = button.dataset;
    if (carry || confirm) section.ask(carry || confirm, carry ? "carry" : "confirm");
    else section.settle(button);
    section.field(carry || confirm)?.focus();
    outbox.send(section);
  });
  section.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const next = event.submitter?.name === "then" ? linkTo(event.submitter.value) : null;
    if (next) open(next, { typing: true });
    else flush();
  });
  attachKeys(section.form);
  attachLimits(section.form);
  attachSides(section.form);
  // Few sections hold prose: the others do not wait for what is put into it.
  if (section.form.querySelector("textarea")) {
    import("./phrases.js").then(({ attachPhrases }) => attachPhrases(section.form)).catch(() => {});
  }
  attachBodyChart(section.form);
  return section;
}

// Going from section to section. What stands on the page is sent first; without an answer one can
// still go where one has been.

async function open(link, { push = true, typing = false } = {}) {
  const key = link.dataset.section;
  const [url, row] = link.href.split("#");
  opening = key;
  goingBack = !push;
  clearTimeout(timer);
  outbox.add(here);
  await Promise.all([outbox.settled(), put]);
  // Somebody may have turned elsewhere meanwhile.
  if (opening !== key) return;
  if (key === here.key) {
    opening = "";
    arrive({ typing, row });
    return;
  }
  const cutOff = outbox.failing || outbox.held;
  const before = parked.get(key);
  if (before && (cutOff || before.unsettled || before.due)) show(before);
  else if (cutOff || !(await load(url, key))) {
    if (opening !== key) return;
    if (!before) {
      opening = "";
      strip.say("unopened");
      return;
    }
    show(before);
  }
  // Who went back or forward meanwhile is at that address already; who chose another section comes
  // to it from this one.
  if (opening && goingBack) return;
  if (push) window.history.pushState({}, "", url);
  if (!opening) arrive({ typing, row });
}

function park() {
  const place = document.createElement("div");
  place.id = "stop";
  here.root.replaceWith(place);
  parked.set(here.key, here);
  return place;
}

function show(section) {
  park().replaceWith(section.root);
  stand(section);
}

function stand(section) {
  here = section;
  if (opening === section.key) opening = "";
  parked.delete(section.key);
  document.title = section.root.dataset.title;
  const order = document.querySelector("[data-order] [name=section]");
  if (order) order.value = section.root.dataset.section;
  markRail(section.key);
  showPlace();
}

// htmx fetches the section and puts it in; what stood there is set aside, not lost. It takes htmx a
// moment to put it in: whoever turns elsewhere in that moment goes on from there.
function load(url, key) {
  return new Promise((resolve) => {
    let stands = null;
    const listeners = {
      "htmx:beforeSwap": (event) => {
        if (opening !== key) event.detail.shouldSwap = false;
        if (event.detail.shouldSwap) {
          event.detail.target = park();
          put = new Promise((isPut) => {
            stands = isPut;
          });
        } else done(false);
      },
      "htmx:afterSettle": () => {
        stand(attach(document.getElementById("stop")));
        stands();
        done(true);
      },
      "htmx:responseError": (event) => {
        const answer = event.detail.xhr;
        if (answer.status === 401) away(answer.getResponseHeader("X-Session"));
        done(false);
      },
      "htmx:sendError": () => done(false),
      "htmx:timeout": () => done(false),
    };
    const heard = (event) => {
      const about = new URL(event.detail.pathInfo?.requestPath || "", location.href).href;
      if (about === url) listeners[event.type](event);
    };
    function done(shown) {
      for (const name of Object.keys(listeners)) document.body.removeEventListener(name, heard);
      resolve(shown);
    }
    for (const name of Object.keys(listeners)) document.body.addEventListener(name, heard);
    window.htmx.ajax("GET", url, { source: chart, target: "#stop", swap: "outerHTML" }).catch(() => done(false));
  });
}

// Whoever goes on by key types on at once; whoever chose a section hears its name first.
function arrive({ typing, row }) {
  const place = row ? within(here.root, row) : typing && here.form;
  const field = place && place.querySelector("[data-field]:enabled");
  if (row && field) unfold(field);
  else window.scrollTo(0, 0);
  const wanted = field && field.checkVisibility() ? field : within(here.root, "section-title");
  wanted.focus({ preventScroll: !row });
  strip.tell();
}

// Leaving the page: only once everything typed is in the chart.

async function leave(to) {
  outbox.add(here);
  await outbox.settled();
  if (unsent()) return;
  const [open_] = unsettled();
  if (open_) {
    goBackTo(open_);
    return;
  }
  leaving = true;
  if (to instanceof HTMLElement) to.form.requestSubmit(to);
  else window.location.assign(to);
}

function goBackTo(section) {
  if (section !== here) {
    show(section);
    window.history.pushState({}, "", section.url);
  }
  section.goToUnsettled();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href]");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.target || link.getAttribute("href").startsWith("#")) return;
  if (link.matches(".rail [data-section]")) {
    event.preventDefault();
    open(link);
  } else if (unsent() || unsettled().length) {
    event.preventDefault();
    leave(link.href);
  }
});

// Choosing another order of the sections leaves the page too.
document.addEventListener("submit", (event) => {
  if (leaving || !event.target.matches("[data-order]") || !event.submitter) return;
  if (!unsent() && !unsettled().length) return;
  event.preventDefault();
  leave(event.submitter);
});

window.addEventListener("beforeunload", (event) => {
  if (!leaving && (unsent() || unsettled().length)) event.preventDefault();
});

window.addEventListener("popstate", () => {
  const link = Array.from(document.querySelectorAll(".rail [data-section]")).find((one) => one.href === location.href);
  if (link) open(link, { push: false });
});

document.addEventListener("visibilitychange", flush);
window.addEventListener("pagehide", flush);
window.addEventListener("focus", () => outbox.failing && flush());
window.addEventListener("online", () => outbox.failing && flush());
document.addEventListener("charting:put-in", () => here && markRail(here.key));
document.getElementById("saved").addEventListener("click", (event) => {
  if (event.target.closest("[data-sign-in]")) signIn.ask(strip.away);
  if (event.target.closest("[data-unsettled]")) goBackTo(unsettled()[0]);
});

// Who is here

async function refused(answer) {
  if (answer.status === 401) {
    away(answer.headers.get("X-Session"));
    return;
  }
  if (answer.status === 410) {
    strip.refused("discarded");
    return;
  }
  // Signing in again changed the token that proves a form to be ours.
  const who = answer.status === 403 ? await whoIsHere(signIn.address) : {};
  if (who.state) away(who.state);
  else if (who.user && who.token !== token()) resumed(who);
  else strip.refused();
}

function away(state) {
  if (state === "other") {
    startAfresh();
    return;
  }
  strip.away = state;
  outbox.hold();
  signIn.ask(state);
}

// The same person goes on where they were; to anybody else the page shows nothing of it.
function resumed(who) {
  if (who.user !== chart.dataset.user) {
    startAfresh();
    return;
  }
  for (const place of [document, ...sections().map((one) => one.root)]) {
    for (const field of place.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = who.token;
  }
  strip.away = "";
  outbox.release();
}

function startAfresh() {
  leaving = true;
  outbox.drop();
  document.body.replaceChildren();
  window.location.reload();
}

here = attach(document.getElementById("stop"));
attachFind(open);
followFocus();
attachCompany(document.getElementById("also-open"));
attachCatchUp({ shown: () => here, outbox });
showPlace();
