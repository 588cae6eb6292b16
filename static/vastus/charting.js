/* Saves what changed in a section while it is typed. Without this file the form saves as a whole.

   Each field posts its text, the choice beside it and what stood there when the page was made
   (`name.from`). Only fields that changed are sent; the server answers with what became of each and
   with the results. Nothing clinical is worked out here. */
(function () {
  "use strict";
  var form = document.getElementById("section-form");
  if (!form || !window.htmx) { return; }

  var DELAY = 700;
  var sent = null;
  var timer = null;
  var state = function () { return document.getElementById("save-state"); };

  function say(words) {
    var place = state();
    if (place) { place.textContent = words; }
  }

  function newKey() {
    return crypto.randomUUID ? crypto.randomUUID() : String(Date.now()) + "-" + Math.random().toString(36).slice(2, 12);
  }

  function controls(name) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name === name || one.name === name + ".as" || one.name === name + ".keep";
    });
  }

  function snapshot(name) {
    return controls(name).filter(function (one) {
      return one.name !== name + ".keep" || one.checked;
    }).map(function (one) {
      var ticks = one.type === "radio" || one.type === "checkbox";
      return one.name + "=" + (ticks ? (one.checked ? one.value : "") : one.value);
    }).join("\n");
  }

  var shown = {};
  function fields() {
    return Array.prototype.map.call(form.querySelectorAll("[data-from]"), function (one) {
      return one.getAttribute("data-from");
    });
  }
  fields().forEach(function (name) { shown[name] = snapshot(name); });

  function changed() {
    return fields().filter(function (name) { return snapshot(name) !== shown[name]; });
  }

  /* A reason for not testing takes the place of the number. */
  function settle(control) {
    var field = control.closest(".number-field");
    if (!field || !control.name.endsWith(".as")) { return; }
    var reason = control.value.charAt(0) === "!";
    var input = field.querySelector("input");
    if (reason && input) { input.value = ""; }
    field.classList.toggle("is-not-tested", reason);
  }

  /* A number typed beside a reason means that it was tested after all. */
  function untick(control) {
    var field = control.closest(".number-field");
    var choice = field && control.tagName === "INPUT" ? field.querySelector("select") : null;
    if (choice && choice.value.charAt(0) === "!" && control.value) {
      choice.selectedIndex = 0;
      field.classList.remove("is-not-tested");
    }
  }

  function save() {
    clearTimeout(timer);
    if (sent || !changed().length) { return; }
    window.htmx.trigger(form, "save");
  }

  form.addEventListener("input", function (event) {
    if (!event.target.getAttribute("data-field")) { return; }
    untick(event.target);
    say("");
    clearTimeout(timer);
    timer = setTimeout(save, DELAY);
  });
  form.addEventListener("change", function (event) {
    if (!event.target.getAttribute("data-field")) { return; }
    settle(event.target);
    clearTimeout(timer);
    timer = setTimeout(save, 60);
  });

  form.addEventListener("click", function (event) {
    var mine = event.target.getAttribute && event.target.getAttribute("data-mine");
    if (mine) {
      event.preventDefault();
      shown[mine] = null;
      save();
      return;
    }
    var name = event.target.getAttribute && event.target.getAttribute("data-take");
    if (!name) { return; }
    event.preventDefault();
    var choice = form.elements[name + ".as"];
    if (choice) { choice.value = event.target.getAttribute("data-as") || ""; }
    controls(name).forEach(function (one) {
      var text = event.target.getAttribute("data-text");
      if (one.name !== name) { return; }
      if (one.type === "radio") { one.checked = one.value === text; } else { one.value = text; }
    });
    shown[name] = snapshot(name);
    var note = document.getElementById("note-" + name);
    if (note) { note.querySelectorAll(".conflict").forEach(function (one) { one.remove(); }); }
    say("");
  });

  form.addEventListener("htmx:configRequest", function (event) {
    var names = changed();
    sent = {};
    names.forEach(function (name) { sent[name] = snapshot(name); });
    var keep = {};
    names.forEach(function (name) {
      [name, name + ".as", name + ".from", name + ".keep"].forEach(function (one) { keep[one] = true; });
    });
    ["key", "version", "csrfmiddlewaretoken"].forEach(function (one) { keep[one] = true; });
    var parameters = event.detail.parameters;
    Object.keys(parameters).forEach(function (name) { if (!keep[name]) { delete parameters[name]; } });
    form.querySelector("[data-key]").value = parameters.key;
    say("saving");
  });

  form.addEventListener("htmx:afterRequest", function (event) {
    var status = event.detail.xhr ? event.detail.xhr.status : 0;
    var answered = status === 200 || status === 409 || status === 422;
    if (answered) {
      /* What was sent is answered; what was typed since is still to send. */
      Object.keys(sent || {}).forEach(function (name) {
        shown[name] = sent[name].split("\n").filter(function (line) {
          return line.indexOf(name + ".keep=") !== 0;
        }).join("\n");
      });
      form.querySelector("[data-key]").value = newKey();
      sent = null;
      fields().forEach(function (name) { mark(name); });
      if (changed().length) { timer = setTimeout(save, 50); }
      return;
    }
    /* The same key again: a save that did arrive is not done twice. */
    sent = null;
    if (status === 401 || status === 403) {
      say("not saved: you are signed out. Sign in again in another tab, then change any field.");
    } else {
      say("not saved: no answer from the server. What you typed is still here; trying again.");
      timer = setTimeout(save, 4000);
    }
  });

  function mark(name) {
    var note = document.getElementById("note-" + name);
    var input = document.getElementById("f-" + name);
    if (!note || !input) { return; }
    var refused = !!note.querySelector(".field-error");
    var box = input.closest(".number-field");
    if (refused) { input.setAttribute("aria-invalid", "true"); } else { input.removeAttribute("aria-invalid"); }
    if (box) {
      box.classList.toggle("is-refused", refused);
      box.classList.toggle("is-asked", !!note.querySelector(".field-question"));
    }
  }

  window.addEventListener("beforeunload", function (event) {
    if (leaving || !changed().length) { return; }
    event.preventDefault();
  });
  var leaving = false;
  form.addEventListener("submit", function () { leaving = true; });

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { save(); }
  });
})();
