// The other side gets what this one holds: by a key, or by a button where a finger types.

// The choice beside a number: its unit, its direction, or why there is none.
export const companion = (input) => input.closest(".number-field")?.querySelector("select");

function sidesOf(field) {
  const name = field.name.replace(/\.as$/, "");
  const other = name.replace(/\.(right|left)(?=\.|$)/, (_all, side) => (side === "right" ? ".left" : ".right"));
  const [here, to] = [name, other].map((one) => document.getElementById(`f-${one}`));
  return here && to && to !== here ? { here, to } : null;
}

const answered = (field) => Boolean(field.value || companion(field)?.value.startsWith("!"));

// Where the other side holds something already, it is gone to instead.
export function sameBothSides(field) {
  const sides = sidesOf(field);
  if (!sides) return false;
  const { here, to } = sides;
  to.focus();
  if (answered(to)) {
    if (to.select) to.select();
    return true;
  }
  to.value = here.value;
  if (companion(here) && companion(to)) companion(to).value = companion(here).value;
  to.dispatchEvent(new Event("input", { bubbles: true }));
  to.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

// One button for the whole form: it stands in the row that was touched last, as long as one side of
// it is answered and the other is not. Keys have "=", and do not stop at it.
export function attachSides(form) {
  const button = document.getElementById("same-sides")?.content.firstElementChild.cloneNode(true);
  if (!button) return;
  let from = null;
  button.addEventListener("click", () => sameBothSides(from));

  function offer(event) {
    const field = event.target;
    if (field === button) return;
    const sides = field.closest?.(".answer") && sidesOf(field);
    from = sides && [sides.here, sides.to].find(answered);
    if (!from || answered(sidesOf(from).to)) {
      button.remove();
      return;
    }
    button.dataset.to = from.name.includes(".right") ? "left" : "right";
    field.closest(".measure").querySelector(".result").after(button);
  }

  for (const when of ["focusin", "input", "change"]) form.addEventListener(when, offer);
}
