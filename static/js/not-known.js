// "Not known, because": the reason is asked only when the box is ticked.
// Without this module both are shown, and the server asks the same.

for (const part of document.querySelectorAll("[data-not-known]")) {
  const box = part.querySelector('input[type="checkbox"]');
  const reason = part.querySelector("[data-reason]");

  const show = () => {
    reason.hidden = !box.checked;
    reason.disabled = !box.checked;
  };

  box.addEventListener("change", () => {
    show();
    if (box.checked) reason.focus();
  });
  show();
}
