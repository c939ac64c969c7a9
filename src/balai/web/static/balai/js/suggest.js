// What the search box offers while somebody types: a combobox with a list (WAI-ARIA 1.2).
// Without it the box is a plain search field, and every search works.
"use strict";
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  const heard = document.createElement("p");
  list.id = `${input.id}-offered`;
  list.className = "offered";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.offered);
  heard.className = "sr";
  heard.setAttribute("role", "status");
  input.parentElement.append(list, heard);
  for (const [name, value] of Object.entries({
    type: "text", // a search field's own Escape would empty it
    inputmode: "search",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let at = -1;
  let typed = input.value;
  let wait = 0;
  let asking = null;

  const point = (place) => {
    at = place;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    input.value = at < 0 ? typed : list.children[at].dataset.text;
  };

  const show = (offers) => {
    list.replaceChildren(...offers.map((offer, number) => {
      const item = document.createElement("li");
      const words = document.createElement("span");
      const note = document.createElement("small");
      item.id = `${list.id}-${number}`;
      item.dataset.text = offer.text;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      words.textContent = offer.text;
      words.lang = offer.language;
      words.dir = "auto";
      note.textContent = offer.note;
      item.append(words, " ", note);
      return item;
    }));
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !offers.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    heard.textContent = offers.length ? `${input.dataset.offered}: ${offers.length}` : "";
  };

  const close = () => {
    clearTimeout(wait);
    if (asking) asking.abort();
    show([]);
  };

  const ask = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed.slice(0, 100))}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
      show(answer.ok ? (await answer.json()).suggestions : []);
    } catch (error) {
      if (error.name !== "AbortError") show([]); // no connection: typing goes on without offers
    }
  };

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(wait);
    if (typed.trim()) wait = setTimeout(ask, 120);
    else close();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      input.value = typed;
      close();
    } else if (event.key === "ArrowDown" && count) point(at + 1 < count ? at + 1 : -1);
    else if (event.key === "ArrowUp" && count) point(at < 0 ? count - 1 : at - 1);
    else return;
    event.preventDefault();
  });

  // The list is pressed, not focused: the box keeps the focus throughout.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item) return;
    input.value = item.dataset.text;
    input.form.requestSubmit();
  });
  input.addEventListener("blur", close);
}
