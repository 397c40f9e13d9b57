// Parts of a form that another answer asks for are shown once it is given. What was typed in
// them stays in sight, and so does what is wrong. Without this module all are shown, and the
// server asks the same.

const parts = [...document.querySelectorAll("[data-shown-when]")];

const answers = (form, name) => {
  const found = [...form.elements].filter((each) => each.name === name);
  if (found.length === 1 && found[0].tagName === "SELECT") return [found[0].value || "-"];
  if (found.length === 1 && found[0].type === "text") return [found[0].value.trim() ? "*" : "-"];
  const chosen = found.filter((each) => each.checked).map((each) => each.value);
  return chosen.length ? chosen : ["-"];
};

const isTouched = (field) => {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.tagName === "SELECT") {
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  return field.value !== field.defaultValue;
};

const isFilled = (field) => field.tagName === "TEXTAREA" && field.value.trim() !== "";

const show = () => {
  for (const part of parts) {
    const given = answers(part.closest("form"), part.dataset.shownWhen);
    const wanted = given.some((each) => part.dataset.values.split(" ").includes(each));
    const fields = [...part.querySelectorAll("input, select, textarea")];
    const isWrong = part.querySelector(".field-error") !== null;
    part.hidden = !wanted && !isWrong && !fields.some((f) => isTouched(f) || isFilled(f));
  }
};

if (parts.length) {
  for (const form of new Set(parts.map((part) => part.closest("form")))) {
    form.addEventListener("change", show);
    // While it is typed, and not when the field is left: then the page would move under a press.
    form.addEventListener("input", show);
  }
  show();
}

// Of many boxes the first few; what is marked is always shown, and all where an answer is missing.
for (const part of document.querySelectorAll("[data-few]")) {
  if (part.querySelector(".field-error")) continue;
  const boxes = [...part.querySelectorAll(".form-check")].slice(Number(part.dataset.few));
  const more = boxes.filter((each) => !each.querySelector("input").checked);
  for (const each of more) each.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-link";
  button.textContent = part.dataset.all;
  button.addEventListener("click", () => {
    for (const each of more) each.hidden = false;
    more[0].querySelector("input").focus();
    button.remove();
  });
  if (more.length) boxes.at(-1).after(button);
}
