// Warns before a page with unsent text is left. Forms that only search (GET) are left alone,
// so are those of passwords and codes, and a form whose own submit is what leaves the page.

const WATCHED = 'form[method="post"]:not([data-nothing-to-lose])';
const changed = new Set();

for (const form of document.querySelectorAll(WATCHED)) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", () => changed.delete(form));
}

// A form that came back with errors holds text that no server has saved.
for (const part of document.querySelectorAll("[data-error-summary]")) {
  const form = part.closest(WATCHED);
  if (form) changed.add(form);
}

// Text that saves itself says so with this event on its form.
document.addEventListener("jatkumo:saved", (event) => changed.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  if (changed.size > 0) event.preventDefault();
});
