/* The Draft tab in the browser: presses passed on to Gradio, and the selected sentence kept in sight, boxes read. It makes no HTML
   and fetches nothing. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);

  function send(message) {
    const field = $("#draft-bridge-text textarea, #draft-bridge-text input");
    if (!field) return;
    field.value = message;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    window.setTimeout(() => {
      const button = $("#draft-bridge-press");
      (button.matches("button") ? button : $("button", button)).click();
    }, 30);
  }

  /* Once the screen shows what was asked for: it stays in sight, and the editor beside it begins at its top. */
  function follow(message) {
    const pane = $("#draft-columns");
    const watch = new MutationObserver(() => {
      const there = [...document.querySelectorAll("#draft-before [aria-current], #draft-sections [aria-current]")].some(
        (each) => each.dataset.draft === message,
      );
      if (!there) return;
      watch.disconnect();
      window.setTimeout(() => show(pane), 60);
    });
    watch.observe($("#draft-columns").parentElement, { childList: true, subtree: true });
    window.setTimeout(() => watch.disconnect(), 10000);
  }

  function show(pane) {
    const beside = getComputedStyle(pane).overflowY === "auto"; // else the editor opens under the sentence
    const chosen = $("#draft-before .draft-claim[aria-current]");
    $("#draft-side").scrollTop = 0;
    if (beside) pane.scrollIntoView({ block: "nearest" });
    if (chosen) chosen.scrollIntoView({ block: beside ? "nearest" : "start" });
    else $("#draft-before h3")?.scrollIntoView({ block: "nearest" });
  }

  /* Which evidence is left out and which is to be quoted, as it stands on the screen. */
  document.addEventListener("change", (event) => {
    if (!event.target.matches("#draft-outline [data-choice]")) return;
    const boxes = [...document.querySelectorAll("#draft-outline [data-choice]:checked")];
    const of = (kind) => boxes.filter((box) => box.dataset.choice === kind).map((box) => box.value);
    const field = $("#draft-choice textarea, #draft-choice input");
    field.value = JSON.stringify({ out: of("out"), quote: of("quote") });
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener(
    "click",
    (event) => {
      const jump = event.target.closest("[data-jump]");
      if (jump) document.getElementById(jump.dataset.jump)?.scrollIntoView({ block: "start" });
      const pressed = event.target.closest("[data-draft], #draft-evidence [data-send]");
      if (!pressed) return;
      event.stopPropagation(); // the Ask tab listens for these too
      if (pressed.disabled) return;
      const message = pressed.dataset.draft || pressed.dataset.send;
      if (/^(claim|section):/.test(message)) follow(message);
      send(message);
    },
    true,
  );
})();
