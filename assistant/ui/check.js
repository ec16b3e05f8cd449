/* The Check tab in the browser: filters and order of the claims, the keyboard, presses passed on to Gradio.
   It makes no HTML out of text and fetches nothing. */
(() => {
  "use strict";
  const FOLLOWED_AFTER = 250; // milliseconds
  const NARROW = window.matchMedia("(max-width: 900px)");
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  let filter = "attention"; // which claims are listed; kept when the list is written again
  let current = null; // number of the claim that the keyboard is at
  let opened = false; // whether a claim was asked for, so that a narrow screen goes to it once it is there
  let awaited = null; // what is to be done once the claim that the keyboard is at is the one shown
  let following = 0; // the timer that shows it; one is shown where somebody stays, not each that is passed

  function send(message) {
    const field = $("#check-bridge-text textarea, #check-bridge-text input");
    if (!field) return;
    field.value = message;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    window.setTimeout(() => press("check-bridge-press"), 30);
  }

  function press(id) {
    const button = $(`#${id}`);
    if (button) (button.matches("button") ? button : $("button", button)).click();
  }

  /* ---- presses ---- */

  document.addEventListener(
    "click",
    (event) => {
      const inPanel = event.target.closest("#check-evidence [data-send]");
      if (!inPanel) return;
      event.stopPropagation(); // the Ask tab listens for these too
      if (!inPanel.disabled) send(inPanel.dataset.send);
    },
    true,
  );

  document.addEventListener("click", (event) => {
    const claim = event.target.closest("#claims [data-check]");
    if (claim) open(claim);
    const chosen = event.target.closest("#claims [data-filter]:not(ol)");
    if (chosen) choose(chosen.dataset.filter);
    if (event.target.closest(".back-to-claims")) at(current)?.focus();
  });

  function open(claim) {
    opened = true;
    show(claim);
  }

  function show(claim) {
    window.clearTimeout(following);
    current = claim.closest("li").dataset.number;
    for (const other of $$("#claims [data-check]")) other.toggleAttribute("aria-current", false);
    claim.setAttribute("aria-current", "true");
    send(claim.dataset.check);
  }

  /* A decision is about the claim that the keyboard is at: where another is shown, this one is shown first. */
  function onCurrent(act) {
    awaited = null;
    const claim = at(current);
    if (!claim || shownNumber() === current) return act();
    awaited = act;
    show(claim);
  }

  const shownNumber = () => $("#check-card .check-card")?.dataset.number;

  function at(number) {
    return $(`#claims li[data-number="${number}"] [data-check]`);
  }

  /* ---- filters ---- */

  function choose(name) {
    filter = name;
    arrange();
  }

  function arrange() {
    const list = $("#claims ol.claims");
    if (!list) return;
    const key = filter === "all" ? "number" : "urgency";
    const items = $$("li", list).sort((a, b) => a.dataset[key] - b.dataset[key]);
    for (const item of items) {
      const within = (item.dataset.in || "all").split(" ").includes(filter);
      if (item.hidden === within) item.hidden = !within;
    }
    if (items.some((item, place) => list.children[place] !== item)) list.append(...items);
    for (const button of $$("#claims .claim-filters [data-filter]")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    }
    list.classList.toggle("nothing", items.every((item) => item.hidden));
  }

  /* ---- the keyboard ---- */

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], [role='listbox']");

  document.addEventListener("keydown", (event) => {
    const list = $("#claims ol.claims");
    if (!list || !list.offsetParent || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const inTab = event.target === document.body || event.target.closest("#check-columns");
    if (!inTab || event.target.closest('[role="tab"]')) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step) {
      if (event.key.startsWith("Arrow") && !event.target.closest("#claims")) return;
      event.preventDefault();
      move(step);
    } else if (event.key === "a") {
      onCurrent(() => press("check-accept"));
    } else if (event.key === "o") {
      event.preventDefault();
      onCurrent(() => $("#check-reason textarea, #check-reason input")?.focus());
    }
  });

  function move(step) {
    const shown = $$("#claims li:not([hidden]) [data-check]");
    if (!shown.length) return;
    const focused = document.activeElement.closest?.("#claims li");
    const place = shown.indexOf(focused ? $("[data-check]", focused) : at(current));
    const next = shown[Math.min(Math.max(place + step, 0), shown.length - 1)];
    current = next.closest("li").dataset.number;
    awaited = null;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    window.clearTimeout(following);
    if (!NARROW.matches && next.getAttribute("aria-current") !== "true") {
      following = window.setTimeout(() => show(next), FOLLOWED_AFTER);
    }
  }

  /* ---- what Gradio writes again ---- */

  function listChanged(lost) {
    arrange();
    const marked = $('#claims [aria-current="true"]');
    if (marked) current = marked.closest("li").dataset.number;
    if (lost && document.activeElement === document.body) at(current)?.focus({ preventScroll: true });
  }

  function cardChanged() {
    const title = $("#check-title");
    if (!title || shownNumber() !== current) return;
    const act = awaited;
    awaited = null;
    if (act) window.setTimeout(act, 30); // once Gradio holds which claim is open
    if (!opened) return;
    opened = false;
    if (NARROW.matches) {
      $("#check-evidence-column").scrollIntoView({ block: "start" });
      title.focus({ preventScroll: true });
    } else {
      const column = $("#check-evidence-column");
      column.scrollTop = 0;
      const covered = () => $("#check-decision")?.offsetHeight ?? 0;
      window.setTimeout(() => bringMarkIntoView(column, $("#check-evidence"), covered()), 60); // the page comes behind
    }
  }

  let due = new Set();
  let hadFocus = false;
  document.addEventListener("focusin", (event) => {
    hadFocus = Boolean(event.target.closest("#claims"));
  });
  new MutationObserver((changes) => {
    for (const change of changes) {
      const node = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      const part = node?.closest("#claims, #check-card");
      if (part) due.add(part.id);
      for (const added of change.addedNodes) {
        if (added.nodeType !== 1) continue;
        for (const id of ["claims", "check-card"]) if (added.id === id || $(`#${id}`, added)) due.add(id);
      }
    }
    if (due.size) window.requestAnimationFrame(run);
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

  function run() {
    const ids = due;
    due = new Set();
    if (ids.has("claims")) listChanged(hadFocus);
    if (ids.has("check-card")) cardChanged();
  }
})();
