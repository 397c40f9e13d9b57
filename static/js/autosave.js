// A draft saves itself when a field is left, after a while of writing, and when the page is
// put aside. Without this module the buttons save. One save is on its way at a time; the
// server knows by the form's key that they are all of the same page.

const REST_MS = 8_000;
const AGAIN_MS = 15_000;
const PATIENCE_MS = 15_000;

const form = document.querySelector("form[data-autosave]");
const places = document.querySelectorAll("[data-saved]");
const tick = document.querySelector("[data-saved-tick]");

let changed = false;
let stopped = false;
let timer;
let running = Promise.resolve();

function say(words, failed = false) {
  for (const place of places) {
    place.textContent = words;
    place.classList.toggle("saved-not", failed);
  }
  if (tick) tick.hidden = failed || !words;
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function stop(words) {
  stopped = true;
  clearTimeout(timer);
  say(words, true);
}

// The page of a new contact becomes the page of its draft.
function takeOver({ url, version }) {
  let seen = form.elements.namedItem("version");
  if (!seen) {
    seen = Object.assign(document.createElement("input"), { type: "hidden", name: "version" });
    form.append(seen);
  }
  seen.value = version;
  if (form.getAttribute("action") !== url) {
    form.setAttribute("action", url);
    history.replaceState(null, "", url);
  }
}

async function post() {
  if (!changed || stopped) return;
  clearTimeout(timer);
  changed = false;
  const typed = new URLSearchParams(new FormData(form));
  typed.set("autosave", "1");
  let answer;
  let told = {};
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: typed,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      told = await answer.json();
    }
  } catch {
    changed = true;
    if (stopped) return;
    say(form.dataset.offline, true);
    later(AGAIN_MS);
    return;
  }
  if (stopped) return;
  // An answer that leads elsewhere leads to the sign-in.
  if (answer.type === "opaqueredirect") stop(form.dataset.signedOut);
  else if (answer.status >= 500) {
    changed = true;
    say(form.dataset.offline, true);
    later(AGAIN_MS);
  } else if (!answer.ok) stop(told.words ?? form.dataset.stopped);
  else if (told.url) {
    takeOver(told);
    say(told.words);
    if (!changed) form.dispatchEvent(new CustomEvent("jatkumo:saved", { bubbles: true }));
  }
}

function save() {
  running = running.then(post);
}

if (form) {
  // What stands on the page of a draft is saved already, errors or not.
  if (form.dataset.autosave) form.dispatchEvent(new CustomEvent("jatkumo:saved", { bubbles: true }));
  form.addEventListener("input", () => {
    changed = true;
    if (!stopped) later(REST_MS);
  });
  form.addEventListener("change", () => {
    changed = true;
    save();
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
