/* Saves a page of questions while it is written. Without it the page is the same: its buttons save.

   What has changed is sent some seconds after the last key, when a field is left, and when the page is left. One request
   is on its way at a time. The answer has the new revisions, so that the page never stands against itself; a colleague's
   text is never overwritten. The status line speaks at the first saving, at trouble and when it is over: only where its
   words are others than before. */
(() => {
  "use strict";

  const form = document.getElementById("page-form");
  const line = document.getElementById("autosave");
  if (!form || !line) return;

  const QUIET = 4000; // milliseconds after the last key
  const LONGEST = 20000; // of writing without a pause
  const CHOSEN = 1000; // after a choice, since others may follow
  const FIRST_PAUSE = 5000; // before trying again; each is twice the one before
  const LONGEST_PAUSE = 60000;
  const PATIENCE = 30000; // for one answer
  const PATIENCE_OF_BUTTONS = 5000; // how long a pressed button waits for the answer that is on its way

  const words = line.querySelector("[role=status]");
  const choose = line.querySelector("button");
  const saved = new Map(); // by question: what the server has of it
  const conflicts = new Set(); // the questions between whose answers is to be chosen
  let timer = 0;
  let due = 0; // when writing without a pause is saved all the same
  let pause = 0; // before the next try; 0 if there is no trouble
  let unsure = null; // what was sent and not answered: it is sent again first, as it was
  let request = null; // what is on its way
  let refused = false; // whether the trouble is one of the text or the page: what is written next is tried at once
  let pressed; // the button that waits for an answer; null if the form was sent by Enter
  let leaving = false;

  /* The name of the hidden revision field of a field's question; empty for what is not saved here, such as files. */
  function questionOf(name) {
    const plain = name.replace(/^(answer|section)-[0-9]+(\.[0-9]+)?-/, "$1-");
    if (plain.startsWith("section-")) return "section-revision";
    const steps = plain.startsWith("answer-") ? plain.slice("answer-".length).split("-") : [];
    while (steps.length > 1) {
      steps.pop();
      const key = steps.join("-");
      if (form.elements.namedItem(`revision-${key}`)) {
        return document.getElementById(`answer-${key}-files`) ? "" : `revision-${key}`;
      }
    }
    return "";
  }

  /* The fields of every question, as a form sends them. `first`: as the page came. */
  function texts(first = false) {
    const found = new Map();
    for (const field of form.elements) {
      const question = field.name && !["hidden", "file", "submit"].includes(field.type) && questionOf(field.name);
      if (!question) continue;
      if (!found.has(question)) found.set(question, new URLSearchParams());
      const box = field.type === "checkbox" || field.type === "radio";
      if (field.options) {
        const options = [...field.options];
        const chosen = first ? options.find((each) => each.defaultSelected) || options[0] : options[field.selectedIndex];
        if (chosen) found.get(question).append(field.name, chosen.value);
      } else if (!box || (first ? field.defaultChecked : field.checked)) {
        found.get(question).append(field.name, first && !box ? field.defaultValue : field.value);
      }
    }
    return new Map([...found].map(([question, fields]) => [question, fields.toString()]));
  }

  function unsaved() {
    return [...texts()].filter(([question, text]) => text !== saved.get(question));
  }

  function body(sent) {
    const names = ["csrf_token"];
    for (const [question] of sent) names.push(question, question.replace(/^revision/, "kept"), question.replace(/^revision/, "shown"));
    const hidden = new URLSearchParams();
    for (const name of names) {
      const field = form.elements.namedItem(name);
      if (field) hidden.append(name, field.value);
    }
    return [hidden, ...sent.map(([, text]) => text)].join("&");
  }

  function setHidden(name, value) {
    let field = form.elements.namedItem(name);
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      form.append(field);
    }
    field.autocomplete = "off"; // a browser that loads the page anew must not put an old number into it
    field.value = value;
  }

  function say(said) {
    choose.hidden = !conflicts.size;
    line.classList.toggle("k-autosave-trouble", Boolean(pause || conflicts.size));
    if (words.textContent !== said) words.textContent = said;
  }

  function post(sent, options) {
    return fetch(line.dataset.address, {
      method: "POST",
      body: body(sent),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      credentials: "same-origin",
      ...options,
    });
  }

  function plan(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  async function save() {
    if (request || leaving) return;
    const sent = unsure || unsaved();
    if (!sent.length) return warn(false);
    due = 0;
    unsure = sent;
    request = new AbortController();
    const patience = setTimeout(() => request.abort(), PATIENCE);
    try {
      const response = await post(sent, { signal: request.signal });
      answered(sent, response.status, await response.json());
    } catch {
      refused = false;
      trouble(line.dataset.failed); // no line, no answer in time, or one that is not ours
    }
    clearTimeout(patience);
    request = null;
    if (pressed !== undefined) return form.requestSubmit(pressed);
    if (!pause && unsaved().length) plan(QUIET);
    else warn(Boolean(pause));
  }

  function answered(sent, status, answer) {
    if (status < 500) unsure = null;
    refused = status < 500 && status !== 200;
    if (status === 200) {
      pause = 0;
      for (const [question, text] of sent) {
        saved.set(question, text);
        conflicts.delete(question);
      }
      for (const [name, value] of Object.entries(answer.fields)) setHidden(name, value);
      for (const question of answer.conflicts) conflicts.add(question);
      if (conflicts.size === 0 || answer.conflicts.length) say(answer.said);
    } else if (answer.token && answer.token !== form.elements.namedItem("csrf_token").value) {
      form.elements.namedItem("csrf_token").value = answer.token;
      pause = FIRST_PAUSE;
      plan(0);
    } else {
      trouble(answer.said);
    }
  }

  function trouble(said) {
    pause = Math.min(pause ? pause * 2 : FIRST_PAUSE, LONGEST_PAUSE);
    say(said);
    plan(pause);
  }

  function tryAgain() {
    if (pause && document.visibilityState === "visible") plan(0);
  }

  function ask(event) {
    event.preventDefault();
  }

  /* Ask before the page is left, as long as something is not saved. */
  function warn(wanted) {
    if (wanted) window.addEventListener("beforeunload", ask);
    else window.removeEventListener("beforeunload", ask);
  }

  function written(event) {
    if (!questionOf(event.target.name || "")) return;
    warn(true);
    due = due || Date.now() + LONGEST;
    const isText = event.target.matches("textarea, input[type=text], input[type=email], input[type=tel], input[type=url]");
    const wait = isText ? (event.type === "change" ? 0 : QUIET) : CHOSEN;
    if (!pause || refused) plan(Math.min(wait, Math.max(due - Date.now(), 0)));
  }

  function submitted(event) {
    if (request || (unsure && pressed === undefined)) {
      event.preventDefault();
      if (pressed === undefined) setTimeout(() => request && request.abort(), PATIENCE_OF_BUTTONS);
      pressed = event.submitter;
      save();
      return;
    }
    leaving = true;
    clearTimeout(timer);
    warn(false);
  }

  function left() {
    const sent = leaving ? [] : unsaved();
    if (!sent.length) return;
    leaving = true; // the page is hidden after this: nothing is sent a second time
    unsure = sent; // if the page comes back, it learns what has become of it
    post(sent, { keepalive: true }).catch(() => {}); // too large for that: the person was asked before
  }

  function shown() {
    leaving = false;
    pressed = undefined;
    if (unsaved().length) {
      warn(true);
      plan(QUIET);
    }
  }

  for (const [question, text] of texts(true)) saved.set(question, text);
  form.addEventListener("input", written);
  form.addEventListener("change", written);
  form.addEventListener("submit", submitted);
  window.addEventListener("pagehide", left);
  window.addEventListener("pageshow", shown);
  window.addEventListener("online", tryAgain);
  window.addEventListener("focus", tryAgain);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? save() : tryAgain()));
})();
