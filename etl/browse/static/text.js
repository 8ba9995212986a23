// The marked text: which layers are underlined, and a panel for the facts of the word that was chosen.
// Without it, every mark is a plain link to the page of its fact.
"use strict";

const prose = document.querySelector(".prose");
const panel = document.querySelector(".panel");
const cards = panel.querySelector(".cards");
const boxes = [...document.querySelectorAll(".layers input")];
let open = null;

function showLayers() {
  for (const box of boxes) prose.classList.toggle(`show-${box.name}`, box.checked);
}

function marks() {
  const shown = boxes.filter((box) => box.checked).map((box) => box.name);
  return [...prose.querySelectorAll("a.m")].filter((mark) => shown.some((layer) => mark.classList.contains(layer)));
}

async function choose(mark) {
  open = mark;
  const answer = await fetch(`/cards/${mark.dataset.facts}`);
  if (!answer.ok) {
    location.assign(mark.href);
    return;
  }
  if (open !== mark) return; // another one was chosen meanwhile
  cards.innerHTML = await answer.text(); // our own server escapes it, and the policy of the page runs no script in it
  const ids = mark.dataset.facts.split(",");
  for (const other of prose.querySelectorAll(".m.open, .m.chosen")) other.classList.remove("open", "chosen");
  for (const other of prose.querySelectorAll("a.m")) {
    if (other.dataset.facts.split(",").includes(ids[0])) other.classList.add("open");
  }
  panel.hidden = false;
}

function close() {
  panel.hidden = true;
  for (const mark of prose.querySelectorAll(".m.open")) mark.classList.remove("open");
  if (open) open.focus();
  open = null;
}

function step(by) {
  const all = marks();
  if (!all.length) return;
  const at = open ? all.indexOf(open) : all.findIndex((mark) => mark.getBoundingClientRect().top > 0) - by;
  const next = all[(at + by + all.length) % all.length];
  next.closest("details")?.setAttribute("open", "");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  choose(next);
}

prose.addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(mark);
});
panel.querySelector(".close").addEventListener("click", close);
for (const box of boxes) box.addEventListener("change", showLayers);
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") && event.key !== "Escape") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !panel.hidden) close();
  if (event.key === "n") step(1);
  if (event.key === "p") step(-1);
});
showLayers();

// what the address points to may lie in the folded infobox
const chosen = prose.querySelector(".m.chosen");
const target = (location.hash && document.getElementById(location.hash.slice(1))) || chosen;
if (target) {
  target.closest("details")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
}
if (chosen) choose(chosen).then(() => prose.querySelectorAll(".m.open").forEach((mark) => mark.classList.add("chosen")));
