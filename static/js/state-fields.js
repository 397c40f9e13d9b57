// Fields that do not belong to the chosen state are not shown. What was typed stays in sight,
// and nothing is emptied: the server says what does not belong. Without this module all are shown.

const parts = document.querySelectorAll("[data-states]");
const state = document.querySelector('select[name="state"]');

const isTouched = (field) =>
  field.type === "checkbox"
    ? field.checked !== field.defaultChecked
    : field.tagName !== "SELECT" && field.value !== field.defaultValue;

const show = () => {
  for (const part of parts) {
    const belongs = part.dataset.states.split(" ").includes(state.value);
    const fields = [...part.querySelectorAll("input, select, textarea")];
    const isWrong = part.querySelector(".field-error") !== null;
    part.hidden = !belongs && !isWrong && !fields.some(isTouched);
  }
};

if (state) {
  state.addEventListener("change", show);
  show();
}
