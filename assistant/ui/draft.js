/* The Draft tab in the browser: presses passed on to Gradio, the selected sentence kept in sight, boxes read, and what is
   typed and not yet saved kept in this browser. It makes no HTML from text and fetches nothing. */
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

  /* Once the page of another citation is there, its highlight is brought into sight. */
  function turn() {
    const side = $("#draft-side");
    const watch = new MutationObserver(() => {
      watch.disconnect();
      window.setTimeout(() => bringMarkIntoView(side, $("#draft-evidence")), 60);
    });
    watch.observe(side, { childList: true, subtree: true });
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

  /* What is typed and not saved stays here until it is saved or dropped: a reload or a crash loses nothing. */
  const STORE = "inspection-draft/";
  const OLDEST = 30 * 24 * 3600 * 1000;

  const draftOpen = () => $('#draft-summary a[href^="/narratives/"]')?.getAttribute("href").split("/")[2];
  const chosen = () => $("#draft-before .draft-claim[aria-current]");
  const sectionOpen = () => $("#draft-sections [aria-current]")?.dataset.draft.slice("section:".length);

  function nameOf(field) {
    const draft = draftOpen();
    if (!draft) return null;
    if (field.closest("#draft-fresh")) return `${STORE}${draft}/+${sectionOpen()}`;
    return chosen() ? `${STORE}${draft}/${chosen().dataset.draft.slice("claim:".length)}` : null;
  }

  function unsaved() {
    const found = [];
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(STORE))) {
      const kept = JSON.parse(localStorage.getItem(name));
      if (Date.now() - kept.at > OLDEST) localStorage.removeItem(name);
      else found.push({ name, ...kept });
    }
    return found.sort((a, b) => b.at - a.at);
  }

  function keep(field) {
    const name = nameOf(field);
    if (!name) return;
    const saved = field.closest("#draft-fresh") ? "" : chosen().textContent;
    if (!field.value.trim() || field.value === saved) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ text: field.value, at: Date.now() }));
    list();
  }

  function list() {
    const place = $("#draft-unsaved-list");
    if (!place) return;
    const found = unsaved().filter((each) => each.name !== nameOf(document.createElement("i")));
    place.replaceChildren();
    place.hidden = found.length === 0;
    if (!found.length) return;
    const head = document.createElement("p");
    head.textContent = "Typed in this browser and not saved:";
    place.append(head);
    for (const each of found) {
      const line = document.createElement("p");
      const words = document.createElement("span");
      words.textContent = `“${each.text.slice(0, 120)}${each.text.length > 120 ? " …" : ""}” `;
      const open = document.createElement("button");
      open.type = "button";
      open.className = "link";
      open.textContent = "Open it";
      open.dataset.draft = `resume:${each.name.slice(STORE.length)}`;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "link";
      drop.textContent = "Drop it";
      drop.dataset.drop = each.name;
      line.append(words, open, " ", drop);
      place.append(line);
    }
  }

  function put(field, text) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* Once a sentence is open: what was typed for it stands in the editor again, and what is saved is told beside it. */
  function restore() {
    const told = $("#draft-restored-words");
    if (told) told.hidden = true;
    for (const field of document.querySelectorAll("#draft-words textarea, #draft-fresh textarea")) {
      const name = nameOf(field);
      const kept = name && localStorage.getItem(name);
      if (!kept) continue;
      const { text } = JSON.parse(kept);
      if (field.closest("#draft-words") && told && chosen() && text !== chosen().textContent) {
        told.hidden = false;
        told.textContent = `What you typed before is back and not saved yet. Saved is: “${chosen().textContent}”`;
      }
      if (field.value !== text) put(field, text);
    }
    list();
  }

  document.addEventListener(
    "input",
    (event) => {
      if (event.target.matches("#draft-words textarea, #draft-fresh textarea")) keep(event.target);
    },
    true,
  );

  /* The name that somebody gave last stands there again. */
  const WHO = "inspection-draft-author";
  document.addEventListener("input", (event) => {
    if (event.target.closest("#draft-author")) localStorage.setItem(WHO, event.target.value);
  });

  /* What is saved is forgotten here; returns what the screen says. Also as the page is left, before the next look. */
  function settle() {
    const done = $("#draft-said")?.textContent ?? "";
    const draft = draftOpen();
    const name = draft && chosen() && `${STORE}${draft}/${chosen().dataset.draft.slice("claim:".length)}`;
    const kept = name && localStorage.getItem(name);
    const news = done !== said && draft;
    if (kept && ((news && done.includes("Kept and checked.")) || JSON.parse(kept).text === chosen().textContent)) {
      localStorage.removeItem(name);
    }
    if (news && done.includes("Added and checked.")) localStorage.removeItem(`${STORE}${draft}/+${sectionOpen()}`);
    return done;
  }
  window.addEventListener("pagehide", settle);

  let last = "";
  let said = "";
  window.setInterval(() => {
    const place = $("#draft-unsaved-list");
    if (place && !place.dataset.ready) {
      place.dataset.ready = "yes";
      list();
      const author = $("#draft-author textarea, #draft-author input");
      if (author && !author.value && localStorage.getItem(WHO)) put(author, localStorage.getItem(WHO));
    }
    const done = settle();
    const draft = draftOpen();
    const now = draft ? `${draft}/${sectionOpen()}/${chosen()?.dataset.draft ?? ""}` : "";
    if (now !== last || done !== said) window.setTimeout(restore, 150);
    last = now;
    said = done;
  }, 300);

  document.addEventListener(
    "click",
    (event) => {
      const jump = event.target.closest("[data-jump]");
      if (jump) document.getElementById(jump.dataset.jump)?.scrollIntoView({ block: "start" });
      const dropped = event.target.closest("[data-drop]");
      if (dropped) {
        localStorage.removeItem(dropped.dataset.drop);
        list();
      }
      const pressed = event.target.closest("[data-draft], #draft-evidence [data-send]");
      if (!pressed) return;
      event.stopPropagation(); // the Ask tab listens for these too
      if (pressed.disabled) return;
      const message = pressed.dataset.draft || pressed.dataset.send;
      if (/^(claim|section):/.test(message)) follow(message);
      if (message.startsWith("cite:")) turn();
      send(message);
    },
    true,
  );
})();
