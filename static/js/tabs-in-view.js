// On a phone the tabs scroll sideways: the present one is brought into view.

for (const current of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = current.closest(".tabs");
  tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - 16;
}
