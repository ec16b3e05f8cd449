/* What the Patterns tab does in the browser: presses reach Gradio through a textbox and a button of its own; tables are
   sorted and narrowed. It makes no HTML out of text and fetches nothing. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const PLACES = "#patterns-columns";
  let origin = null; // what a person pressed in the table, to be able to go back to it
  let waiting = null;

  function send(message, pressed) {
    const field = $("#patterns-bridge textarea, #patterns-bridge input");
    if (!field) return;
    field.value = message;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    waiting = { inPanel: Boolean(pressed.closest("#patterns-evidence")), key: pressed.dataset.key || null };
    if (!waiting.inPanel) {
      for (const other of $$(`${PLACES} [aria-current="true"].open`)) other.removeAttribute("aria-current");
      pressed.setAttribute("aria-current", "true");
      origin = pressed;
    }
    window.setTimeout(() => {
      const button = $("#patterns-press");
      (button.matches("button") ? button : $("button", button)).click();
    }, 30);
  }

  function chosen(pressed, part) {
    return $(`[data-part="${part}"]`, pressed.closest(".correcting")).value;
  }

  /* Before the Ask tab's own listener, which would take these presses for its own. */
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest(PLACES)) return;
      const pressed = event.target.closest("[data-open], [data-send], [data-correct]");
      if (pressed && !pressed.disabled) {
        event.stopImmediatePropagation();
        const { open, send: sent, correct } = pressed.dataset;
        send(correct ? `correct:${correct}:${chosen(pressed, "theme")}:${chosen(pressed, "direction")}` : open || sent, pressed);
      } else if (event.target.closest(".back-to-answer, .close-evidence")) {
        event.stopImmediatePropagation();
        const place = origin && origin.isConnected ? origin : $("#patterns-table .matrix-region");
        place?.scrollIntoView({ block: "center", inline: "nearest" });
        place?.focus({ preventScroll: true });
      }
    },
    true,
  );

  function panelChanged() {
    if (!waiting) return;
    const { inPanel, key } = waiting;
    const title = $("#patterns-evidence-title");
    const notice = $("#patterns-evidence .notice");
    if (!title && !notice) return;
    waiting = null;
    const again = key && $(`#patterns-evidence [data-key="${key}"]:not([disabled])`);
    if (again) {
      again.focus({ preventScroll: true });
      return;
    }
    if (!title) return;
    title.focus({ preventScroll: true });
    const side = $("#patterns-side");
    side.scrollTop = 0;
    if (side.getBoundingClientRect().top > window.innerHeight - 160 || !inPanel) {
      side.scrollIntoView({ block: "nearest" });
    }
    bringMarkIntoView(side, $("#patterns-evidence"));
  }

  /* ---- sorting and narrowing ---- */

  const ORDERS = {
    name: (a, b) => a.dataset.name.localeCompare(b.dataset.name, "en-GB"),
    phase: (a, b) => a.dataset.phase.localeCompare(b.dataset.phase, "en-GB"),
    newest: (a, b) => b.dataset.day.localeCompare(a.dataset.day),
    oldest: (a, b) => (a.dataset.day || "9").localeCompare(b.dataset.day || "9"),
    kept: (a, b) => Number(a.dataset.place) - Number(b.dataset.place),
    schools: (a, b) => Number(b.dataset.schools) - Number(a.dataset.schools) || ORDERS.kept(a, b),
    latest: (a, b) => b.dataset.day.localeCompare(a.dataset.day) || ORDERS.kept(a, b),
  };

  function narrow(view) {
    const chosen = {};
    for (const control of $$("[data-narrow]", view)) chosen[control.dataset.narrow] = control.value;
    for (const [place, body] of $$(".narrowed", view).entries()) narrowBody(view, body, chosen, place === 0);
  }

  function narrowBody(view, body, chosen, counts) {
    const rows = [...body.children];
    if (chosen.sort) {
      const order = ORDERS[chosen.sort];
      const sorted = [...rows].sort((a, b) => order(a, b) || ORDERS.name(a, b) || ORDERS.newest(a, b));
      if (sorted.some((row, place) => row !== rows[place])) body.append(...sorted);
    }
    $("thead th[aria-sort]", view)?.setAttribute("aria-sort", chosen.sort === "name" ? "ascending" : "none");
    let number = 0;
    for (const row of rows) {
      row.hidden = !fits(row.dataset, chosen);
      if (!row.hidden) number += 1;
    }
    const total = $(".tools .total", view);
    if (total && counts) {
      const what = rows.length === 1 ? total.dataset.what.replace(/s$/, "") : total.dataset.what;
      total.textContent = number === rows.length ? `${number} ${what}` : `${number} of ${rows.length} ${what}`;
    }
  }

  function fits(row, chosen) {
    const words = (chosen.find || "").toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.every((word) => row.name.toLowerCase().includes(word))) return false;
    if (chosen.phase && row.phase !== chosen.phase) return false;
    if (chosen.kind && row.kind !== chosen.kind) return false;
    if (chosen.theme && row.theme !== chosen.theme) return false;
    if (chosen.joined && !(row.joined && Number(row.joined) >= Number(chosen.joined))) return false;
    if (!chosen.age) return true;
    if (chosen.age === "none" || row.age === "none") return chosen.age === row.age;
    const [from, to] = chosen.age.split("-");
    return Number(row.age) >= Number(from) && (!to || Number(row.age) < Number(to));
  }

  /* One theme beside the schools: on a narrow screen all of them stand far to the side. */
  function oneColumn(theme) {
    const heads = $$("#patterns-table thead th");
    const place = theme ? heads.findIndex((head) => head.dataset.theme === theme) : -1;
    for (const row of $$("#patterns-table .matrix tr")) {
      for (const [number, cell] of [...row.children].entries()) cell.hidden = place > 0 && number > 0 && number !== place;
    }
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.matches?.("#patterns-table [data-narrow]")) narrow($("#patterns-table"));
      if (event.target.matches?.("#patterns-table [data-column]")) oneColumn(event.target.value);
      if (event.target.matches?.("#patterns-table [data-bands]")) {
        for (const band of $$("#patterns-table .band")) band.hidden = band.dataset.band !== event.target.value;
      }
    });
  }

  /* ---- from an answer to the pattern: the Themes view, at the theme's column ---- */

  function whenThere(find, then, tries = 200) {
    const found = find();
    if (found) then(found);
    else if (tries) window.setTimeout(() => whenThere(find, then, tries - 1), 100);
  }

  function pressTab(name) {
    const tab = $$('[role="tab"]').find((one) => one.textContent.trim() === name);
    tab?.click();
  }

  function showTheme(theme) {
    pressTab("Patterns");
    const view = () => $('#patterns-views input[value="Themes"]');
    whenThere(view, (radio) => {
      radio.click();
      whenThere(
        () => $(`#patterns-table th[data-theme="${CSS.escape(theme)}"]`),
        (head) => {
          const region = head.closest(".matrix-region");
          const corner = $(".corner", region).getBoundingClientRect().width;
          region.scrollLeft += head.getBoundingClientRect().left - region.getBoundingClientRect().left - corner;
          for (const row of $$("tr", head.closest("table"))) row.children[head.cellIndex]?.classList.add("meant");
          head.tabIndex = -1;
          head.focus({ preventScroll: true });
          region.scrollIntoView({ block: "nearest" });
        },
      );
    });
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest('#chat a[href^="#pattern-"]');
      if (!link) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      showTheme(link.getAttribute("href").slice("#pattern-".length));
    },
    true,
  );

  /* ---- pictures as PNG: the SVG of the same address, drawn twice as large where the browser can ---- */

  const MOST = 16384; // pixels a side that browsers draw on a canvas

  async function png(link) {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(`The picture could not be fetched (${answer.status}).`);
    const address = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const scale = Math.min(2, MOST / image.width, MOST / image.height);
      const canvas = document.createElement("canvas");
      canvas.width = Math.floor(image.width * scale);
      canvas.height = Math.floor(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const saved = document.createElement("a");
      saved.href = URL.createObjectURL(blob);
      saved.download = link.dataset.png;
      saved.click();
      window.setTimeout(() => URL.revokeObjectURL(saved.href), 10000);
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-png]");
    if (!link) return;
    event.preventDefault();
    png(link).catch((error) => {
      link.insertAdjacentText("afterend", ` ${error.message} Take the SVG instead.`);
    });
  });

  new MutationObserver((changes) => {
    const touched = changes.some((change) => {
      const node = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      return node?.closest("#patterns-evidence, #patterns-side");
    });
    if (touched) window.requestAnimationFrame(panelChanged);
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
