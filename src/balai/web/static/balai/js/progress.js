// Says aloud what the progress fragment says, each time its sentence changes.
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

  // Another page came back, such as the sign-in after the session ended: go there as a whole.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status !== 200 || xhr.responseText.includes('id="progress"')) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
})();
