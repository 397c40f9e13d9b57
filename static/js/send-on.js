// A draft's page whose session had ended goes into the draft as soon as its writer is back.

document.querySelector("form[data-sends-itself]")?.requestSubmit();
