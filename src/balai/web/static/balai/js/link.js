// A one-time link carries its code after "#", which browsers do not send. Take it out of the
// address and send it in the body of a form. Without a script the page asks for the code.
"use strict";
(() => {
  const take = () => {
    const code = location.hash.slice(1);
    const proof = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (!/^[0-9A-Za-z-]{40,100}$/.test(code) || !proof) return;
    history.replaceState(null, "", location.pathname);
    const form = document.createElement("form");
    form.method = "post";
    form.action = location.pathname;
    for (const [name, value] of [["code", code], ["csrfmiddlewaretoken", proof.value]]) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  };
  addEventListener("hashchange", take);
  take();
})();
