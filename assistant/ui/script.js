/* The little that the screens do in the browser: markers and buttons of our own HTML reach Gradio through one
   hidden textbox and button; the document list is sorted, filtered and ticked; changes are read out.
   It makes no HTML out of text, and fetches only the plain text of an answer that is to be copied. */
(() => {
  "use strict";
  const NARROW = window.matchMedia("(max-width: 900px)");
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  document.documentElement.lang = "en-GB";

  /* ---- to Gradio ---- */

  function fill(id, value) {
    const field = $(`#${id} textarea, #${id} input`);
    if (!field) return false;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  let origin = null; // where a person pressed, to be able to go back to it
  let waiting = null; // what the evidence panel is to do once it has changed

  function show(message, pressed) {
    if (!fill("bridge-text", message)) return;
    const inPanel = pressed.closest("#evidence");
    if (!inPanel) origin = pressed;
    waiting = { message, inPanel: Boolean(inPanel), key: pressed.dataset.key || null };
    window.setTimeout(() => {
      const button = $("#bridge-press");
      (button.matches("button") ? button : $("button", button)).click();
    }, 30);
  }

  let formed = ""; // the form that was brought into sight
  function act(message) {
    if (!fill("act-text", message)) return;
    formed = "";
    window.setTimeout(() => {
      const button = $("#act-press");
      (button.matches("button") ? button : $("button", button)).click();
    }, 30);
  }

  document.addEventListener("click", (event) => {
    const marker = event.target.closest('a[href^="#cite-"]');
    if (marker) {
      event.preventDefault();
      const number = marker.getAttribute("href").slice("#cite-".length);
      if (/^\d+$/.test(number)) show(`cite:${number}`, marker);
      return;
    }
    const copied = event.target.closest('a[href*="/answers/"]');
    if (copied && navigator.clipboard) {
      event.preventDefault();
      copy(copied);
      return;
    }
    const understood = event.target.closest('a[href^="#chip-"], a[href^="#choice-"], a[href^="#tell-"]');
    if (understood) {
      event.preventDefault();
      act(understood.getAttribute("href").slice(1));
      return;
    }
    const said = event.target.closest("[data-act]");
    if (said) act(said.dataset.act);
    const button = event.target.closest("[data-send]");
    if (button && !button.disabled) show(button.dataset.send, button);
    if (event.target.closest(".back-to-answer")) goBack();
    const opened = event.target.closest('a[href^="#open-"]');
    if (opened) {
      event.preventDefault();
      openTab(opened.getAttribute("href").slice("#open-".length));
    }
    const skip = event.target.closest("a.skip");
    if (skip) {
      event.preventDefault();
      $("#question textarea, #question input")?.focus();
    }
  });

  /* Words that send a person to a tab lead there. */
  function openTab(name) {
    const tab = $$('#tabs [role="tab"]').find((one) => one.textContent.trim().toLowerCase() === name);
    tab?.click();
    tab?.focus();
  }

  async function copy(link) {
    const words = link.textContent;
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(String(answer.status));
      await navigator.clipboard.writeText(await answer.text());
      link.textContent = "Copied";
    } catch {
      link.textContent = "Could not be copied";
    }
    announce(link.textContent);
    window.setTimeout(() => {
      link.textContent = words;
    }, 3000);
  }

  function goBack() {
    const place = origin && origin.isConnected ? origin : $("#chat");
    place.scrollIntoView({ block: "center" });
    if (place.focus) place.focus({ preventScroll: true });
  }

  /* ---- after the evidence panel has changed ---- */

  function panelChanged() {
    const current = $('#evidence .sources [aria-current="true"]');
    const selected = current ? current.dataset.send.split(":")[1] : null;
    for (const link of $$('#chat a[href^="#cite-"]')) {
      if (link.getAttribute("href") === `#cite-${selected}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (!waiting) {
      shownUnasked();
      return;
    }
    if (!isShown(waiting.message)) return;
    const { inPanel, key, message } = waiting;
    waiting = null;
    open = openSource();
    const title = $("#evidence-title");
    const again = key ? $(`#evidence [data-key="${key}"]:not([disabled])`) : $(`#evidence [data-send="${message}"]`);
    if (inPanel && again) again.focus({ preventScroll: true });
    else if (inPanel && title) title.focus({ preventScroll: true });
    if (!title) return;
    if (NARROW.matches && !key) {
      $("#evidence-column").scrollIntoView({ block: "start" });
      if (!inPanel) title.focus({ preventScroll: true });
    } else if (!key) {
      $("#evidence-column").scrollTop = 0;
    }
    const place = $("#evidence .facts div:nth-child(3) dd");
    showHighlights($("#evidence .paper-window"));
    announce(`Showing ${title.textContent}, ${place ? place.textContent : ""}`);
    bringHighlightIntoView(key);
  }

  /* The first source of a new answer is shown without a press: its sentence must be seen on the page all the same. */
  let open = "";
  function shownUnasked() {
    if (openSource() === open) return;
    open = openSource();
    $("#evidence-column").scrollTop = 0;
    bringHighlightIntoView(null);
  }

  function openSource() {
    const card = $("#evidence .evidence-card");
    return card ? `${card.dataset.marker} ${card.dataset.page} ${$("#evidence-title")?.textContent}` : "";
  }

  /* An answer may change the panel at the same moment as a press: wait for the change that was asked for. */
  function isShown(message) {
    const [, marker, page] = message.split(":");
    const card = $("#evidence .evidence-card");
    return card?.dataset.marker === marker && (!page || !card.dataset.page || card.dataset.page === page);
  }

  function bringHighlightIntoView(turning) {
    const column = $("#evidence-column");
    const mark = $("#evidence .mark:last-of-type") || $("#evidence .cited");
    if (!mark || turning || NARROW.matches) return;
    const room = column.getBoundingClientRect();
    const place = mark.getBoundingClientRect();
    if (place.bottom > room.bottom - 40) column.scrollTop += place.bottom - room.bottom + 40;
  }

  /* On a narrow screen a page is wider than its window: begin where the highlight begins. */
  function showHighlights(sheet) {
    const marks = sheet ? $$(".mark", sheet) : [];
    if (!marks.length || sheet.scrollWidth <= sheet.clientWidth) return;
    const left = Math.min(...marks.map((mark) => mark.getBoundingClientRect().left));
    sheet.scrollLeft += left - sheet.getBoundingClientRect().left - 16;
  }

  document.addEventListener(
    "load",
    (event) => {
      if (event.target.matches?.(".paper img")) showHighlights(event.target.closest(".paper-window"));
    },
    true,
  );

  /* An image that does not load must not leave highlights on nothing. Errors do not bubble, so they are captured. */
  document.addEventListener(
    "error",
    (event) => {
      if (event.target.matches?.("#evidence .paper img")) event.target.parentElement.classList.add("failed");
    },
    true,
  );

  /* ---- reading out ---- */

  let announcer = null;
  function announce(words) {
    if (!announcer) {
      announcer = document.createElement("div");
      announcer.id = "announcer";
      announcer.className = "visually-hidden";
      announcer.setAttribute("role", "status");
      announcer.setAttribute("aria-live", "polite");
      document.body.append(announcer);
    }
    if (announcer.textContent !== words) announcer.textContent = words;
  }

  function statusChanged() {
    const words = $("#status .status");
    if (words) announce(words.textContent);
  }

  /* ---- the chat ---- */

  let shown = "";
  function chatChanged() {
    for (const message of $$("#chat [data-testid][aria-label]")) {
      if (message.getAttribute("aria-label").includes("message:")) message.removeAttribute("aria-label");
    }
    for (const link of $$('#chat a[href^="#cite-"][title]:not([aria-label])')) {
      link.setAttribute("aria-label", link.title);
    }
    const asked = $$("#chat [data-testid='user']");
    const state = `${asked.length} ${$("#chat .pending") !== null}`;
    if (state !== shown && asked.length) {
      const last = asked[asked.length - 1];
      const scroller = $("#chat [role='log']") || $("#chat");
      if (NARROW.matches) window.scrollTo({ top: last.getBoundingClientRect().top + window.scrollY - 24 });
      else scroller.scrollTop += last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12;
    }
    shown = state;
  }

  /* ---- the conversation that is open, in the address, so that it is there again after a reload ---- */

  function addressChanged() {
    const open = $("#conversation-address [data-conversation]");
    if (!open) return;
    const address = new URL(window.location.href);
    if ((address.searchParams.get("conversation") || "") === open.dataset.conversation) return;
    if (open.dataset.conversation) address.searchParams.set("conversation", open.dataset.conversation);
    else address.searchParams.delete("conversation");
    window.history.replaceState(window.history.state, "", address);
  }

  /* ---- the document list ---- */

  const picked = new Set();

  function shelfChanged() {
    const rows = $$("#shelf tbody tr");
    const ids = new Set($$("[data-pick]").map((box) => box.dataset.pick));
    for (const id of [...picked]) if (!ids.has(id)) picked.delete(id);
    if (!rows.length) return;
    filterRows();
    pickedChanged();
  }

  function pickedChanged() {
    fill("picked-text", [...picked].join(","));
    for (const box of $$("#shelf [data-pick]")) {
      box.checked = picked.has(box.dataset.pick);
      box.closest("tr").classList.toggle("picked", box.checked);
    }
    const listed = $$("#shelf tbody tr:not([hidden]) [data-pick]");
    const all = $("#pick-all");
    if (all) {
      const number = listed.filter((box) => box.checked).length;
      all.checked = number > 0 && number === listed.length;
      all.indeterminate = number > 0 && number < listed.length;
    }
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches("[data-pick]")) {
      if (box.checked) picked.add(box.dataset.pick);
      else picked.delete(box.dataset.pick);
      pickedChanged();
    } else if (box.id === "pick-all") {
      for (const one of $$("#shelf tbody tr:not([hidden]) [data-pick]")) {
        if (box.checked) picked.add(one.dataset.pick);
        else picked.delete(one.dataset.pick);
      }
      pickedChanged();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id !== "shelf-filter") return;
    filterRows();
    pickedChanged();
  });

  function filterRows() {
    const words = $("#shelf-filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const row of $$("#shelf tbody tr")) {
      const content = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
      if (!row.hidden) number += 1;
    }
    const total = $("#shelf-total");
    const said = words.length ? `${number} listed of ${total.dataset.total}` : total.dataset.total;
    if (total.textContent !== said) total.textContent = said;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sort]");
    if (!button) return;
    const head = button.closest("th");
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of $$("#shelf th[aria-sort]")) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = button.dataset.sort;
    const body = $("#shelf tbody");
    const rows = $$("tr", body).sort((a, b) => a.dataset[key].localeCompare(b.dataset[key], "en-GB"));
    body.append(...(down ? rows.reverse() : rows));
  });

  /* ---- what Gradio's own parts leave out for the keyboard and for those who listen ---- */

  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.('[role="tab"]');
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !step) return;
    const tabs = $$('[role="tab"]', tab.closest('[role="tablist"]'));
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    event.preventDefault();
    next.click();
    next.focus();
  });

  function foldsChanged() {
    for (const button of $$(".label-wrap")) {
      button.setAttribute("aria-expanded", String(button.classList.contains("open")));
      $(".icon", button)?.setAttribute("aria-hidden", "true");
    }
  }

  /* A form that opens below what was pressed is brought into sight, its title first for those who listen. */
  function formChanged() {
    const title = $("#feedback-head h3");
    const now = title?.checkVisibility() ? title.textContent : "";
    if (now && now !== formed) {
      $("#feedback").scrollIntoView({ block: "nearest" });
      title.focus({ preventScroll: true });
    }
    formed = now;
  }

  /* ---- watching ---- */

  const watched = {
    evidence: panelChanged,
    status: statusChanged,
    chat: chatChanged,
    shelf: shelfChanged,
    feedback: formChanged,
    folds: foldsChanged,
    "conversation-address": addressChanged,
  };
  const due = new Set();
  new MutationObserver((changes) => {
    for (const change of changes) {
      const node = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      const part = node?.closest("#evidence, #status, #chat, #shelf, #feedback, #conversation-address");
      if (part) due.add(part.id);
      if (node?.closest(".label-wrap")) due.add("folds");
      for (const added of change.addedNodes) {
        if (added.nodeType !== 1) continue;
        for (const id of Object.keys(watched)) if (added.id === id || $(`#${id}`, added)) due.add(id);
        if (added.matches(".label-wrap") || $(".label-wrap", added)) due.add("folds");
      }
    }
    if (due.size) window.requestAnimationFrame(run);
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributeFilter: ["class", "data-conversation"] });

  function run() {
    const ids = [...due];
    due.clear();
    for (const id of ids) watched[id]();
  }
})();
