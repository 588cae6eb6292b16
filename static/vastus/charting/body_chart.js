// The body chart is a picture of the rows below it: a tap answers a row, and what the rows say is
// drawn at once. Saving is the rows' own.

export function attachBodyChart(form) {
  const chart = form.querySelector("[data-body-chart]");
  if (!chart) return;
  const field = (spot, setup = "") => {
    const [site, side] = spot.split(".");
    return form.elements.namedItem(`site_${site}.${setup ? `setup.${setup}.` : ""}${side}`);
  };

  function draw() {
    for (const place of chart.querySelectorAll("[data-spot]")) {
      place.classList.toggle("spot-marked", field(place.dataset.spot)?.value === "yes");
    }
    for (const place of chart.querySelectorAll("[data-number]")) {
      const spot = place.dataset.number;
      place.textContent = field(spot)?.value === "yes" ? field(spot, "intensity")?.value || "" : "";
    }
  }

  // What is said of a mark is not taken back by a tap: that leads to its row.
  function mark(spot) {
    const answer = field(spot);
    if (!answer || answer.disabled) return;
    const said = ["quality", "intensity"].some((one) => field(spot, one)?.value);
    if (answer.value === "yes" && said) {
      const fold = form.querySelector(`#row-site_${spot.split(".")[0]}`);
      for (let one = answer.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
      fold.querySelector(".trials").open = true;
      field(spot, "quality").focus();
      return;
    }
    answer.value = answer.value === "yes" ? "" : "yes";
    answer.dispatchEvent(new Event("change", { bubbles: true }));
  }

  chart.addEventListener("click", (event) => {
    const place = event.target.closest("[data-spot]");
    if (place) mark(place.dataset.spot);
  });
  for (const when of ["input", "change", "charting:answered"]) form.addEventListener(when, draw);
  chart.querySelector("[data-how]").hidden = false;
  draw();
}
