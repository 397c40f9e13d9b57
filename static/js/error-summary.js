// Brings the reader to the list of errors, and from a line of it into the field.

const summary = document.querySelector("[data-error-summary]");

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    (target.closest(".field") ?? target).scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  });
}
