// Sends the chosen files one after another and shows each. Without a script the form sends them
// together. What the server has received stays received: the tab may be closed between two files.
//
// What the server does: each request is the same form with one file and Accept: application/json.
// It answers {"files": [{"name", "state", "message", "hint"}], "next": address, "contribution": id},
// where state is "received" or "refused"; the id goes back in the field `contribution` with the
// next file, so that all are one contribution. What was refused before it was read has no files but
// an {"error": {"message", "hint"}}. Any other answer that is not an error is followed as a page.
"use strict";
(() => {
  const form = document.querySelector("form[data-upload]");
  const zone = form && form.querySelector("[data-drop-zone]");
  const input = zone && zone.querySelector("input[type=file]");
  const sending = form && form.querySelector("[data-sending]");
  if (!input || !sending) return;
  const words = sending.dataset;
  const list = sending.querySelector("ol");
  const status = sending.querySelector("[role=status]");

  const row = (file) => {
    const item = document.createElement("li");
    item.className = "waiting";
    const name = document.createElement("p");
    name.className = "name";
    const isolated = document.createElement("bdi");
    isolated.textContent = file.name;
    name.append(isolated);
    const state = document.createElement("p");
    state.className = "state";
    state.textContent = words.waiting;
    const bar = document.createElement("progress");
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, state, bar);
    list.append(item);
    return {
      going(sent) {
        item.className = "working";
        bar.value = sent;
        const part = file.size ? Math.min(100, Math.floor((100 * sent) / file.size)) : 100;
        state.textContent = words.going.replace("%p", String(part));
      },
      done() { item.className = "done"; state.textContent = words.kept; bar.value = bar.max; bar.hidden = true; },
      refused(message) {
        item.className = "refused";
        state.textContent = words.refused;
        bar.hidden = true;
        const why = document.createElement("p");
        why.className = "why";
        why.textContent = message;
        item.append(why);
      },
    };
  };

  const send = (file, shown) => new Promise((resolve) => {
    const body = new FormData(form);
    body.delete(input.name);
    body.append(input.name, file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => shown.going(event.loaded));
    request.addEventListener("error", () => { shown.refused(words.lost); resolve({ kept: false }); });
    request.addEventListener("load", () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { answer = null; }
      const held = form.elements.namedItem("contribution");
      if (held && answer && answer.contribution) held.value = answer.contribution;
      const told = answer && (answer.error || (answer.files && answer.files[0]));
      const kept = told ? told.state === "received" : request.status < 400;
      if (kept) shown.done();
      else shown.refused(told ? [told.message, told.hint].filter(Boolean).join(" ") : words.refused);
      const next = answer ? answer.next : request.status < 400 ? request.responseURL : "";
      resolve({ kept, next });
    });
    request.send(body);
  });

  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (!files.length) return; // the server says what is missing
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    list.replaceChildren();
    sending.hidden = false;
    const rows = files.map(row);
    let received = 0;
    let next = "";
    let allKept = true;
    const say = () => {
      status.textContent = words.all.replace("%d", String(received)).replace("%n", String(files.length));
    };
    say();
    for (let n = 0; n < files.length; n += 1) {
      const answer = await send(files[n], rows[n]);
      if (answer.kept) received += 1;
      else allKept = false;
      next = answer.next || next;
      say();
    }
    delete form.dataset.busy;
    // With a refused file the reader stays and sees why; one link goes on.
    if (next && allKept) location.assign(next);
    else if (next && received) {
      const go = document.querySelector("[data-go-on]");
      if (go) { go.href = next; go.hidden = false; go.focus(); }
    }
  });

  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
})();
