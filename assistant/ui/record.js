/* What the Library tab's record and school pages do in the browser: presses reach Gradio through a textbox and a button
   of their own. It makes no HTML out of text and fetches nothing. */
(() => {
  "use strict";
  const NARROW = window.matchMedia("(max-width: 900px)");
  const $ = (selector, root = document) => root.querySelector(selector);
  let origin = null; // the value that a person pressed, to be able to go back to it
  let waiting = null; // what to go to once it is there

  function send(message) {
    const field = $("#record-bridge textarea, #record-bridge input");
    if (!field) return;
    field.value = message;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    window.setTimeout(() => {
      const button = $("#record-press");
      (button.matches("button") ? button : $("button", button)).click();
    }, 30);
  }

  /* Before the Ask tab's own listener, which would take these presses for its own. */
  document.addEventListener(
    "click",
    (event) => {
      const open = event.target.closest("[data-record]");
      if (open) {
        const [what] = open.dataset.record.split(":");
        waiting = { correct: "#correct-title", record: "#record-title", school: "#record-title" }[what] || null;
        send(open.dataset.record);
        return;
      }
      if (!event.target.closest("#record-view")) return;
      const pressed = event.target.closest("[data-send]");
      if (pressed && !pressed.disabled) {
        event.stopImmediatePropagation();
        const inPage = pressed.closest("#record-page");
        if (!inPage) {
          for (const other of document.querySelectorAll("#record [aria-current]")) other.removeAttribute("aria-current");
          pressed.setAttribute("aria-current", "true");
          origin = pressed;
          // the page of another place is still there until this one comes
          waiting = `#record-page [data-marker="${pressed.dataset.send.split(":")[1]}"] #record-page-title`;
        }
        send(pressed.dataset.send);
      } else if (event.target.closest(".back-to-record")) {
        event.stopImmediatePropagation();
        origin?.scrollIntoView({ block: "center" });
        origin?.focus({ preventScroll: true });
      }
    },
    true,
  );

  function arrived() {
    const title = waiting && $(waiting);
    if (!title || !title.offsetParent) return;
    const place = waiting;
    waiting = null;
    title.focus({ preventScroll: true });
    const ofPage = place.startsWith("#record-page");
    if (!ofPage) title.scrollIntoView({ block: "center" });
    else if (NARROW.matches) title.scrollIntoView({ block: "start" });
    const side = $("#record-side");
    const mark = $("#record-page .mark:last-of-type") || $("#record-page .cited");
    if (ofPage && !NARROW.matches && mark) {
      const [at, frame] = [mark.getBoundingClientRect(), side.getBoundingClientRect()];
      side.scrollTop += at.top + at.height / 2 - frame.top - side.clientHeight / 2;
    }
  }

  new MutationObserver((changes) => {
    if (waiting && changes.some((change) => change.target.nodeType === 1 && change.target.closest?.("#record-view"))) {
      window.requestAnimationFrame(() => window.setTimeout(arrived, 60));
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["class", "style"] });
})();
