// What pages do besides what forms do: keep drafts, and refresh the badge. Everything works without it.
"use strict";

// A form with data-draft tells the site what was typed, soon after each change and when it is left.
for (const form of document.querySelectorAll("form[data-draft]")) {
  let timer = 0;
  const state = form.querySelector("[data-draft-state]");
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    fetch(form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")),
      keepalive: true,
    }).then((answer) => {
      if (state) state.hidden = !answer.ok;
    }, () => {
      if (state) state.hidden = true;
    });
  };
  form.addEventListener("input", () => {
    if (state) state.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 800);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) keep();
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// A button is pressed once: pressing twice sends the same form with the same key, which counts once,
// but waiting should be seen.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && !event.target.hasAttribute("hx-post")) {
    setTimeout(() => button.setAttribute("aria-busy", "true"), 0);
  }
});

// Printing is offered where a browser can be asked to.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The menu closes when something else is pressed.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
