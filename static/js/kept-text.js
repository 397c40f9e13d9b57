// A form for more than a few words keeps what is typed on the server: when a field is left, after
// a rest, when the page is put aside, and before the form is sent. When the form is opened again,
// what was kept is offered. Nothing is stored in the browser. Without this module the buttons save.

const REST_MS = 3_000;
const AGAIN_MS = 15_000;
const PATIENCE_MS = 15_000;
// As in submit-once.js: a form whose answer is a file stays on the page.
const SENT_AFTER_MS = 5_000;
const GROUP = "fieldset, [role=group]";
const FROM_LIST = "#jatka";
// Not what anybody typed, and made anew with each page.
const TOKENS = new Set(["csrfmiddlewaretoken", "form_key", "written_by", "kept_text"]);
// How many rows there are: the page's own business.
const IS_COUNT = /_FORMS$/;

const told = document.querySelector("#kept-text")?.dataset;

// What a person reads of a label, without the word that it may be left empty.
function inWords(element) {
  const copy = element?.cloneNode(true);
  for (const each of copy?.querySelectorAll(".optional") ?? []) each.remove();
  return copy?.textContent.replace(/\s+/g, " ").trim() ?? "";
}
const isTick = (control) => ["checkbox", "radio"].includes(control.type);
const isText = (control) => control.matches("textarea, input:not([type=hidden], [type=file])");

// A form by the address that it is sent to; `data-kept-as` where a page has several of them.
function nameOf(form) {
  const { pathname, search } = new URL(form.action);
  return pathname + search + (form.dataset.keptAs ? `#${form.dataset.keptAs}` : "");
}

const controlsOf = (form) =>
  [...form.elements].filter(
    (each) => each.name && each.type !== "file" && !TOKENS.has(each.name) && each.tagName !== "BUTTON",
  );

function isTouched(control) {
  if (isTick(control)) return control.checked !== control.defaultChecked;
  if (control.tagName !== "SELECT") return control.value !== control.defaultValue;
  const options = [...control.options];
  const isAsItCame = options.every((each) => each.selected === each.defaultSelected);
  return !isAsItCame && (options.some((each) => each.defaultSelected) || control.selectedIndex > 0);
}

const isFilled = (control) => (isTick(control) ? control.checked : control.value !== "");

// What its writer did on the page; all there is where the page came back with what was typed.
function isToldOf(control, isAll) {
  if (control.type === "hidden" || control.disabled) return false;
  if (isTick(control) || isAll) return isFilled(control) && (isAll || isTouched(control));
  return isTouched(control);
}

function nameOfGroup(group) {
  const legend = group.querySelector(":scope > legend");
  const heading = document.getElementById(group.getAttribute("aria-labelledby"));
  return inWords(legend ?? heading) || (group.getAttribute("aria-label") ?? "");
}

// A control as the page calls it: its headings and label, and what was written or chosen.
function labelled(control) {
  const headings = [];
  let group = control.closest(GROUP);
  while (group) {
    headings.unshift(nameOfGroup(group));
    group = group.parentElement.closest(GROUP);
  }
  const own = inWords(control.labels?.[0]) || (control.getAttribute("aria-label") ?? "");
  const around = headings.filter(Boolean);
  if (isTick(control)) return [around.join(" – ") || own, own];
  const isChoice = control.tagName === "SELECT";
  const value = isChoice ? [...control.selectedOptions].map(inWords).join("\n") : control.value;
  return [[...around, own].filter(Boolean).join(" – "), value];
}

// Puts kept values back; returns the names of those that found no place.
function fill(form, fields) {
  const kept = new Map();
  for (const [name, value] of fields) kept.set(name, [...(kept.get(name) ?? []), value]);
  const left = new Map([...kept].map(([name, values]) => [name, [...values]]));
  const place = (name, value) => {
    const rest = left.get(name) ?? [];
    if (rest.includes(value)) rest.splice(rest.indexOf(value), 1);
  };
  for (const control of controlsOf(form)) {
    const { name } = control;
    const values = kept.get(name) ?? [];
    if (isTick(control)) {
      const isOn = values.includes(control.value);
      if (isOn) place(name, control.value);
      change(control, isOn !== control.checked, () => (control.checked = isOn));
    } else if (control.type === "select-multiple") {
      for (const option of control.options) {
        const isOn = values.includes(option.value);
        if (isOn) place(name, option.value);
        change(control, isOn !== option.selected, () => (option.selected = isOn));
      }
    } else if (left.get(name)?.length > 0) {
      const [value] = left.get(name);
      if (control.type === "hidden") {
        if (!IS_COUNT.test(name)) control.value = value;
        place(name, value);
      } else {
        change(control, control.value !== value, () => (control.value = value));
        if (control.value.replaceAll("\r\n", "\n") === value.replaceAll("\r\n", "\n")) place(name, value);
      }
    }
  }
  return [...left].some(([, values]) => values.some(Boolean));
}

function change(control, isNeeded, act) {
  if (!isNeeded) return;
  act();
  for (let part = control.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.name = nameOf(form);
    this.number = Date.now();
    this.place = Object.assign(document.createElement("p"), { className: "saved mb-0" });
    (form.querySelector(".form-end") ?? form).append(this.place);
    const [page, name] = (form.elements.namedItem("kept_text")?.value ?? "").split(" ");
    this.cameBack = name === this.name;
    if (this.cameBack) this.page = page;
    else this.beAnew();
    this.listen();
    if (this.cameBack) this.touch(0);
    else this.offer();
  }

  // The open page has an id of its own, so that no other tab's text is written over.
  beAnew() {
    this.page = crypto.randomUUID();
    this.form.elements.namedItem("kept_text")?.remove();
    this.isChanged = this.isStopped = this.isSent = this.isAsked = false;
  }

  get mark() {
    return `${this.page} ${this.name}`;
  }

  listen() {
    const { form } = this;
    form.addEventListener("input", () => this.touch(REST_MS));
    form.addEventListener("change", () => this.touch(0));
    form.addEventListener("submit", (event) => this.beforeSending(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.isChanged) this.save({ keepalive: true });
    });
    window.addEventListener("online", () => {
      if (this.isChanged) this.save();
    });
    // The page may come back from the browser's memory after its form was saved.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.beAnew();
    });
  }

  touch(delay) {
    this.isChanged = true;
    this.later(delay);
  }

  later(delay) {
    clearTimeout(this.timer);
    if (!this.isStopped && !this.isSent) this.timer = setTimeout(() => this.save(), delay);
  }

  say(words, hasFailed = false) {
    // What was kept is not read aloud each time; what failed is.
    if (hasFailed) this.place.setAttribute("role", "status");
    else this.place.removeAttribute("role");
    this.place.textContent = words;
    this.place.classList.toggle("saved-not", hasFailed);
  }

  body() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") body.append(name, value);
    }
    const shown = controlsOf(this.form).filter((each) => isToldOf(each, this.cameBack));
    this.number += 1;
    body.set("autosave", "1");
    body.set("kept_text", this.mark);
    body.set("kept_number", this.number);
    body.set("kept_instead_of", this.insteadOf ?? "");
    body.set("kept_page", location.pathname + location.search);
    body.set("kept_title", document.title.replace(/ – Jatkumo$/, ""));
    body.set("kept_shown", JSON.stringify(shown.map(labelled)));
    return body;
  }

  // Once something is on its way to be kept, saving the form ends it.
  bearMark() {
    let field = this.form.elements.namedItem("kept_text");
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "kept_text" });
      this.form.append(field);
    }
    field.value = this.mark;
  }

  // Answers "kept", or why not: "offline", "failed", "signedOut", "refused", "over".
  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    this.isChanged = false;
    this.bearMark();
    const body = this.body();
    const post = (options) =>
      fetch(told.save, {
        method: "POST",
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...options,
      });
    let answer;
    try {
      // A browser takes little along from a page that is being closed.
      answer = await (keepalive ? post({ keepalive }).catch(() => post({})) : post({}));
    } catch {
      return this.hasFailed("offline");
    }
    if (answer.type === "opaqueredirect") {
      this.say(told.signedOut, true);
      return "signedOut";
    }
    if (!answer.ok) return this.hasFailed("failed");
    const { state, words } = await answer.json();
    if (state === "taken") {
      this.beAnew();
      return this.save({ keepalive });
    }
    if (state === "kept") {
      this.insteadOf = undefined;
      this.say(words);
      if (!this.isChanged) {
        this.form.dispatchEvent(new CustomEvent("jatkumo:saved", { bubbles: true }));
      }
    } else {
      this.isStopped = true;
      if (state === "refused") this.say(told.refused, true);
    }
    return state;
  }

  hasFailed(why) {
    // The page is being left, which ends a save that was on its way; another came before it.
    if (this.isSent) return why;
    this.isChanged = true;
    this.say(told[why], true);
    this.later(AGAIN_MS);
    return why;
  }

  // What is sent is kept first: then nothing is lost, whatever becomes of it.
  async beforeSending(event) {
    const isUntouched = !this.isChanged && !this.form.elements.namedItem("kept_text");
    if (event.defaultPrevented || this.isSent || isUntouched) return;
    event.preventDefault();
    if (this.isAsked) return;
    this.isAsked = true;
    const outcome = await this.save();
    this.isAsked = false;
    const mayTry = outcome !== "offline" && (outcome !== "failed" || this.hasTried);
    this.hasTried = outcome === "failed";
    if (!mayTry) {
      // Nothing was sent: leaving the page is asked about again.
      this.form.dispatchEvent(new Event("input"));
      return;
    }
    this.isSent = true;
    clearTimeout(this.timer);
    setTimeout(() => (this.isSent = false), SENT_AFTER_MS);
    this.form.requestSubmit(event.submitter);
  }

  async offer() {
    let offers;
    try {
      const answer = await fetch(`${told.offers}?${new URLSearchParams({ lomake: this.name })}`, {
        redirect: "manual",
      });
      if (!answer.ok) return;
      offers = await answer.json();
    } catch {
      return;
    }
    this.form.insertAdjacentHTML("afterbegin", offers.html);
    for (const part of this.form.querySelectorAll("[data-kept]")) {
      const [kept] = part.dataset.kept.split(" ");
      part.querySelector("[data-kept-continue]").addEventListener("click", () => {
        this.goOn(part, kept, offers.fields[kept]);
      });
      // From the list of what is unfinished: to what waits, wherever on the page its form is.
      if (location.hash === FROM_LIST) part.querySelector("h2").focus();
      part.querySelector("[data-kept-discard]").addEventListener("click", (event) => {
        this.discard(part, event.currentTarget.dataset.keptDiscard);
      });
    }
  }

  goOn(part, kept, fields) {
    this.insteadOf = `${kept} ${this.name}`;
    const isLeft = fill(this.form, fields);
    if (isLeft) {
      part.querySelector("[data-kept-left]").hidden = false;
      for (const each of part.querySelectorAll("[data-kept-told], .form-end")) each.remove();
    } else part.remove();
    this.save();
    const first = controlsOf(this.form).find((each) => isText(each) && isTouched(each));
    (first ?? this.form.querySelector("textarea")).focus();
  }

  async discard(part, address) {
    const token = this.form.elements.namedItem("csrfmiddlewaretoken").value;
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams({ csrfmiddlewaretoken: token }),
        redirect: "manual",
      });
      if (answer.type !== "opaqueredirect") return;
    } catch {
      return;
    }
    part.remove();
    this.form.querySelector("textarea").focus();
  }
}

if (told) {
  for (const form of document.querySelectorAll('form[method="post"]:not([data-autosave])')) {
    if (form.querySelector("textarea") && form.elements.namedItem("written_by")) new Keeper(form);
  }
}
