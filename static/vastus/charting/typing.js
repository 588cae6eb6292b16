// What one control does to the one beside it, while it is typed.

// A reason for not testing takes the place of the number, and a number that of the reason.
export function swapOut(control) {
  const box = control.closest(".number-field");
  const input = box && box.querySelector("input");
  const choice = box && box.querySelector("select");
  if (!input || !choice || !choice.value.startsWith("!")) return;
  if (control === choice) input.value = "";
  else if (input.value) choice.selectedIndex = 0;
}

// "lacks 5" and "27.4 kgf" may be typed whole: the words move to the choice beside the number.
export function sort(control) {
  const choice = control.closest(".number-field")?.querySelector("select");
  if (!choice || control === choice) return;
  const bare = (text) => text.trim().toLowerCase();
  const words = control.value.replace(/[-+\d.,\s]/g, "");
  const number = control.value.replace(/[^-+\d.,]/g, "");
  const option = Array.from(choice.options).find(
    (one) => one.value && !one.value.startsWith("!") && [bare(one.value), bare(one.label)].includes(bare(words)),
  );
  if (!option || !number) return;
  choice.value = option.value;
  control.value = number;
}
