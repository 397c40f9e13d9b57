// A second click on a form's button sends nothing. The button is not disabled,
// because a disabled button would leave its own name and value out of the form.

const sending = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  sending.add(form);
  for (const button of form.querySelectorAll('button:not([type="button"])')) {
    button.setAttribute("aria-disabled", "true");
  }
});

// The page may come back from the browser's memory, and may then be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) {
    sending.delete(form);
    for (const button of form.querySelectorAll('[aria-disabled="true"]')) {
      button.removeAttribute("aria-disabled");
    }
  }
});
