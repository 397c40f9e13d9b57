// A second click on a form's button sends nothing. The button is not disabled,
// because a disabled button would leave its own name and value out of the form.

// A form whose answer is a file stays on the page, and may be sent again after a while.
const AGAIN_AFTER_MS = 5000;
const sending = new WeakSet();

function mark(form) {
  sending.add(form);
  for (const button of form.querySelectorAll('button:not([type="button"])')) {
    button.setAttribute("aria-disabled", "true");
  }
}

function free(form) {
  sending.delete(form);
  for (const button of form.querySelectorAll('[aria-disabled="true"]')) {
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  mark(form);
  setTimeout(() => free(form), AGAIN_AFTER_MS);
});

// The page may come back from the browser's memory.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) [...document.forms].forEach(free);
});
