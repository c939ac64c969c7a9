// Says aloud what the progress fragment says, each time its sentence changes, and keeps the focus
// where it was when htmx exchanges the fragment.
"use strict";
(() => {
  const heard = document.querySelector("[data-progress-heard]");
  if (!heard) return;
  const say = () => {
    const now = document.getElementById("progress");
    const words = now ? now.dataset.said : "";
    if (words && heard.textContent !== words) heard.textContent = words;
    for (const element of document.querySelectorAll("#progress [data-without-script]")) element.hidden = true;
  };
  document.body.addEventListener("htmx:afterSettle", say);
})();
