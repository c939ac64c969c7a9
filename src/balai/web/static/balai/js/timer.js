// The time that is left, on the projector and the desk.
"use strict";
(() => {
  const show = () => {
    for (const element of document.querySelectorAll("[data-ends]")) {
      const left = Math.round((Date.parse(element.dataset.ends) - Date.now()) / 1000);
      const pad = (number) => String(number).padStart(2, "0");
      element.textContent = left > 0 ? `${Math.floor(left / 60)}:${pad(left % 60)}` : element.dataset.over;
    }
  };
  setInterval(show, 1000);
  document.body.addEventListener("htmx:afterSwap", show);
  show();
})();
