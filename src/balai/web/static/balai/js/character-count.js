// How many characters are left. Counts as Python does, by code points, so that both agree.
"use strict";
for (const row of document.querySelectorAll("[data-count]")) {
  const field = row.querySelector("input, textarea");
  const words = row.querySelector(".count");
  if (!field || !words) continue;
  const limit = Number(row.dataset.count);
  field.removeAttribute("maxlength"); // a long text is told, never cut
  const heard = document.createElement("p");
  heard.className = "sr";
  heard.setAttribute("role", "status");
  row.append(heard);
  let wait = 0;
  const say = () => {
    const left = limit - [...field.value.replace(/\r\n/g, "\n")].length;
    const form = left < 0 ? words.dataset.over : left === 1 ? words.dataset.leftOne : words.dataset.left;
    words.textContent = form.replace("%n", String(Math.abs(left)));
    words.classList.toggle("over", left < 0);
    clearTimeout(wait);
    wait = setTimeout(() => { heard.textContent = words.textContent; }, 1000);
  };
  field.addEventListener("input", say);
  say();
  clearTimeout(wait);
}
