// Brings the reader to the list of errors, and from a line of it into the field.

const summary = document.querySelector("[data-error-summary]");

if (summary) {
  summary.focus();
  // A form that comes back to a place on its page: going there takes the focus away.
  addEventListener("load", () => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) summary.focus();
    });
  });
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    (target.closest(".field") ?? target).scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  });
}
