// Votes without waiting: each is kept on this phone until the node says it is on record.
// A vote has the phone's own turn, so that one that comes twice or late does no harm.
"use strict";
(() => {
  const form = document.querySelector("form[data-votes]");
  if (!form) return;
  const key = `votes:${form.dataset.room}`;
  const told = document.querySelector("[data-told]");
  const coming = document.querySelectorAll("[data-coming] > li");
  let at = 0;
  let sending = false;
  let notBefore = 0;
  let kept = { device: "", turn: 0, waiting: [] };

  const read = () => {
    try {
      kept = JSON.parse(localStorage.getItem(key)) || kept;
    } catch {
      return false; // no storage: the plain form does it
    }
    if (!kept.device) {
      const random = crypto.getRandomValues(new Uint8Array(8));
      kept.device = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    return write();
  };
  const write = () => {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  };
  const say = (words) => { if (told.textContent !== words) told.textContent = words; };

  const send = async () => {
    if (sending || !kept.waiting.length || Date.now() < notBefore) return;
    sending = true;
    const sent = kept.waiting.slice(0, 200);
    try {
      const answer = await fetch(form.dataset.votes, {
        method: "POST",
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/json",
          "Accept": "application/json",
          "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
        },
        body: JSON.stringify({ votes: sent }),
      });
      if (answer.ok) {
        const turns = new Set(sent.map((vote) => vote.turn));
        kept.waiting = kept.waiting.filter((vote) => !turns.has(vote.turn));
        write();
        say(kept.waiting.length ? form.dataset.waiting : form.dataset.kept);
      } else if (answer.status === 409) {
        // The round is closed, or its timer over. Should it be opened again, they still count.
        const { error } = await answer.json();
        notBefore = Date.now() + 60000;
        say(`${error.message} ${error.hint}`.trim());
      } else if (answer.status === 404 || answer.status === 403) {
        location.reload();
      } else {
        say(form.dataset.waiting);
      }
    } catch {
      say(form.dataset.waiting);
    }
    sending = false;
  };

  const next = () => {
    const item = coming[at++];
    if (!item) {
      if (!kept.waiting.length) location.assign(form.dataset.phone);
      else say(form.dataset.waiting);
      return;
    }
    const heading = document.querySelector("h1");
    heading.textContent = item.dataset.text;
    heading.lang = item.lang;
    heading.dir = item.dir;
    const gloss = document.querySelector("[data-gloss]");
    gloss.textContent = item.dataset.gloss;
    form.elements.statement.value = item.dataset.id;
    document.querySelector("[data-at]").textContent = item.dataset.at;
    if (form.elements.important) form.elements.important.checked = false;
    for (const button of form.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", "false");
    heading.focus();
  };

  if (!read()) return;
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.name !== "value") return;
    kept.turn += 1;
    kept.waiting.push({
      statement: form.elements.statement.value,
      value: Number(button.value),
      important: Boolean(form.elements.important && form.elements.important.checked),
      device: kept.device,
      turn: kept.turn,
    });
    if (!write()) { // no room to keep it: the plain form sends it
      kept.waiting.pop();
      return;
    }
    event.preventDefault();
    send().then(() => { if (at > coming.length && !kept.waiting.length) location.assign(form.dataset.phone); });
    next();
  });
  addEventListener("online", send);
  setInterval(send, 5000);
  send();
})();
