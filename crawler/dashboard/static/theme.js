// Light or dark: as the system says, until a person chooses. Loaded before the page is drawn.
"use strict";
(function () {
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* not kept */ } };
  const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const show = (theme) => { if (theme === "dark" || theme === "light") root.dataset.theme = theme; };
  show(read());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const theme = (root.dataset.theme || system()) === "dark" ? "light" : "dark";
      show(theme);
      keep(theme);
      document.dispatchEvent(new Event("theme"));
    });
  });
})();
