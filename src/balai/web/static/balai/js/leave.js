// Leave this page: hide it at once, go elsewhere without an entry in the session's history.
// The Shift key three times within two seconds does the same. Without a script it is a link.
"use strict";
(() => {
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  const cover = document.createElement("div");
  cover.className = "left-page";
  document.body.append(cover);

  const leave = () => {
    document.documentElement.classList.add("leaving");
    document.title = "\u200b";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      pressed = [];
      return;
    }
    if (event.repeat) return;
    const now = event.timeStamp;
    pressed = [...pressed.filter((when) => now - when < 2000), now];
    if (pressed.length >= 3) leave();
  });

  // Coming back with the browser's own button shows the page again.
  addEventListener("pageshow", () => document.documentElement.classList.remove("leaving"));
})();
