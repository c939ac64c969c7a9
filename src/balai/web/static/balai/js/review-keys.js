// The review bench. Its page opens at the marked words. Keys: one letter each, never while something
// is being typed, and they can be turned off (WCAG 2.1.4); the choice is kept in this browser.
// An element with data-key="a" is pressed (a button), followed (a link) or focused (a field).
"use strict";
(() => {
  // The page opens at its marked words; the window itself stays where it is.
  const pane = document.querySelector(".leaf-scroll");
  const first = pane && pane.querySelector("mark");
  if (first) {
    const above = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += above - pane.clientHeight / 3;
  }
  const bench = document.querySelector("[data-review-keys]");
  if (!bench) return;
  const line = bench.querySelector("[data-keys-line]");
  const toggle = bench.querySelector("[data-keys-toggle]");
  const all = document.querySelector("[data-all-keys]");
  const stored = "balai-review-keys";
  let on = bench.dataset.reviewKeys !== "off"; // as the account has it
  try { on = (localStorage.getItem(stored) || (on ? "on" : "off")) === "on"; } catch { /* storage is closed */ }

  const show = () => {
    line.hidden = false;
    line.classList.toggle("off", !on);
    toggle.textContent = on ? toggle.dataset.turnOff : toggle.dataset.turnOn;
    for (const mark of document.querySelectorAll(".verdict kbd")) mark.hidden = !on;
  };
  toggle.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(stored, on ? "on" : "off"); } catch { /* holds for this page only */ }
    show();
  });

  const typing = (element) =>
    element.matches("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]");

  const marks = () => [...document.querySelectorAll("#page mark")];
  let at = -1;
  const toWords = () => {
    const found = marks();
    if (!found.length) return;
    at = (at + 1) % found.length;
    found[at].tabIndex = -1;
    found[at].focus({ preventScroll: true });
    found[at].scrollIntoView({ block: "center" });
  };

  const press = (element) => {
    if (element.matches("button, [type=submit]")) { element.click(); return; }
    if (element.matches("a[href]:not([href^='#'])")) { element.click(); return; }
    let target = element;
    if (element.matches("a")) target = document.querySelector(element.getAttribute("href")) || element;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    const field = target.matches("input, textarea, select, button")
      ? target
      : target.querySelector("input:not([type=hidden]), textarea, select, button") || target;
    field.focus();
    field.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || (all && all.open)) return;
    if (event.key === "?") {
      if (all) { event.preventDefault(); all.showModal(); }
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "p") { event.preventDefault(); toWords(); return; }
    const element = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (element) { event.preventDefault(); press(element); }
  });

  // A link to a folded part opens it, also where the browser does not.
  bench.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#'][data-key]");
    if (link) { event.preventDefault(); press(link); }
  });
  show();
})();
