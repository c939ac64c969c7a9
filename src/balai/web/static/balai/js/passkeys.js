// Passkeys. A form with data-passkey ("make" or "use") gets its question from data-question, as
// JSON, or from the address in data-question-at; the answer goes into its field "credential".
"use strict";
(() => {
  const fromText = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  };
  const toText = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
    return btoa(letters.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const keys = (list) => (list || []).map((each) => ({ ...each, id: fromText(each.id) }));

  const make = async (asked) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: fromText(asked.challenge),
        user: { ...asked.user, id: fromText(asked.user.id) },
        excludeCredentials: keys(asked.excludeCredentials),
      },
    });
    return answer(made, ["clientDataJSON", "attestationObject"]);
  };
  const use = async (asked) => {
    const used = await navigator.credentials.get({
      publicKey: {
        ...asked,
        challenge: fromText(asked.challenge),
        allowCredentials: keys(asked.allowCredentials),
      },
    });
    return answer(used, ["clientDataJSON", "authenticatorData", "signature", "userHandle"]);
  };
  const answer = (credential, parts) => {
    const response = {};
    for (const part of parts) {
      if (credential.response[part]) response[part] = toText(credential.response[part]);
    }
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };
  const question = async (form) => {
    if (form.dataset.question) return JSON.parse(form.dataset.question);
    const headers = { Accept: "application/json" };
    const got = await fetch(form.dataset.questionAt, { headers, credentials: "same-origin" });
    if (!got.ok) throw new Error(`${got.status}`);
    return (await got.json()).request_options;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const problem = form.querySelector("[data-passkey-problem]");
    if (!window.PublicKeyCredential || !navigator.credentials) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      const field = form.elements.credential;
      if (field.value) return;
      event.preventDefault();
      problem.hidden = true;
      try {
        const asked = (await question(form)).publicKey;
        const given = await (form.dataset.passkey === "make" ? make(asked) : use(asked));
        field.value = JSON.stringify(given);
        form.submit();
      } catch {
        problem.hidden = false;
        problem.focus();
      }
    });
  }
})();
