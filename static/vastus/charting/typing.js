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

// "lacks 5" and "27.4 kgf" may be typed whole, or by the letters that tell which is meant ("l5"): the
// words move to the choice beside the number.
export function sort(control) {
  const choice = control.closest(".number-field")?.querySelector("select");
  if (!choice || control === choice) return;
  const bare = (text) => text.replace(/\s/g, "").toLowerCase();
  const words = bare(control.value.replace(/[-+\d.,]/g, ""));
  const number = control.value.replace(/[^-+\d.,]/g, "");
  if (!words || !number) return;
  const names = (one) => [bare(one.value), bare(one.label)];
  const offered = Array.from(choice.options).filter((one) => one.value && !one.value.startsWith("!"));
  const whole = offered.filter((one) => names(one).includes(words));
  const begun = offered.filter((one) => names(one).some((name) => name.startsWith(words)));
  const [option, another] = whole.length ? whole : begun;
  if (!option || another) return;
  choice.value = option.value;
  control.value = number;
}
