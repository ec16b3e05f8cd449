/* The Draft tab in the browser: presses passed on to Gradio. It makes no HTML and fetches nothing. */
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

  document.addEventListener(
    "click",
    (event) => {
      const pressed = event.target.closest("[data-draft], #draft-evidence [data-send]");
      if (!pressed) return;
      event.stopPropagation(); // the Ask tab listens for these too
      if (!pressed.disabled) send(pressed.dataset.draft || pressed.dataset.send);
    },
    true,
  );
})();
