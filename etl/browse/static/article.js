// The list of events, by the kind that was chosen.
"use strict";

const filter = document.querySelector(".filter");
if (filter) {
  const kind = filter.querySelector("select");
  filter.hidden = false;
  kind.addEventListener("change", () => {
    for (const line of document.querySelectorAll(".chronicle li")) {
      line.hidden = kind.value !== "" && line.dataset.group !== kind.value;
    }
  });
}
