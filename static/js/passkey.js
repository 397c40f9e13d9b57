// Says in words that the device refused, or that its owner changed their mind.

const refused = document.querySelector("[data-passkey-refused]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  refused.hidden = false;
});
