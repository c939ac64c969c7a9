// The frame of every page: colours, menus that close, and the focus on what is wrong.
// Every page works without it.
"use strict";
(() => {
  const root = document.documentElement;

  // Colours: the server reads the same cookie, so a page never flashes.
  const theme = document.querySelector("[data-theme-switch]");
  if (theme) {
    const buttons = [...theme.querySelectorAll("[data-theme-choice]")];
    const show = () => {
      const now = root.dataset.theme || "";
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
      }
    };
    theme.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-choice]");
      if (!button) return;
      const choice = button.dataset.themeChoice;
      if (choice) root.dataset.theme = choice;
      else delete root.dataset.theme;
      const age = choice ? 31536000 : 0;
      const [prefix, secure] = location.protocol === "https:" ? ["__Host-", "; Secure"] : ["", ""];
      document.cookie = `${prefix}balai_theme=${choice}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
      show();
    });
    theme.hidden = false;
    show();
  }

  // Menus close with Escape and with a press elsewhere.
  const menus = [...document.querySelectorAll("details.drop")];
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A page that came back with errors begins at them.
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // What only helps those without a script.
  for (const element of document.querySelectorAll("[data-without-script]")) element.hidden = true;
})();
