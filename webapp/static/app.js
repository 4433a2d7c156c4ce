// Adds to pages that work without it: copy buttons, keys, the landing on a hit.
(() => {
  "use strict";

  const find = (selector) => document.querySelector(selector);
  const say = (message) => { find("#status").textContent = message; };

  // Plain text for every program, and italics for those that take rich text.
  const copy = (source) => {
    const plain = source.textContent;
    if (!source.querySelector("i") || typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(plain);
    return navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([plain], { type: "text/plain" }),
      "text/html": new Blob([source.innerHTML], { type: "text/html" }),
    })]);
  };

  for (const block of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    const source = document.getElementById(block.dataset.copy);
    button.type = "button";
    button.className = "copy";
    button.textContent = block.dataset.label;
    button.addEventListener("click", async () => {
      await copy(source);
      button.textContent = block.dataset.done;
      say(block.dataset.done);
      setTimeout(() => { button.textContent = block.dataset.label; }, 2000);
    });
    block.append(button);
  }

  // What is copied from a text brings its reference along: of a turn, of several, or of a result.
  const HOLDERS = ".turn[data-ref], .hit";
  const holderOf = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(HOLDERS);
  const place = (holder) => {
    const link = holder.querySelector("a.no, a.permalink");
    return { ref: holder.dataset.ref ?? holder.querySelector("[data-keep]")?.dataset.ref, link: new URL(link.getAttribute("href"), location) };
  };
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const text = selection.toString();
    if (selection.isCollapsed || text.length < 20) return;
    const range = selection.getRangeAt(0);
    const ends = [holderOf(range.startContainer), holderOf(range.endContainer)];
    if (!ends[0] || !ends[1]) return;
    const [first, last] = ends.map(place);
    const said = first.ref === last.ref ? first.ref : `${first.ref} – ${last.ref}`;
    const holder = document.createElement("div");
    const quote = document.createElement("blockquote");
    quote.append(range.cloneContents());
    for (const bar of quote.querySelectorAll(".turn-acts")) bar.remove();
    for (const node of quote.querySelectorAll("[id], [tabindex], button")) {
      if (node.matches("button")) node.remove();
      for (const name of [...node.attributes].map((one) => one.name)) if (name !== "href" && name !== "lang") node.removeAttribute(name);
    }
    for (const node of quote.querySelectorAll("a[href]")) node.href = new URL(node.getAttribute("href"), location);
    const source = document.createElement("p");
    const link = document.createElement("a");
    link.href = first.link;
    link.textContent = said;
    source.append("[", link, "]");
    holder.append(quote, source);
    event.clipboardData.setData("text/plain", `${text}\n[${said}, ${first.link}]`);
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.preventDefault();
  });

  const follow = (selector) => {
    const link = find(selector);
    if (link) link.click();
    return Boolean(link);
  };

  // Results, lines, turns and rows are walked one by one; Enter opens the one in focus.
  const ITEMS = ".hit, .kwic tbody tr:not(.answer), .book > .turn, .pair:not(.head), .verdict";
  const walk = (by) => {
    const items = [...document.querySelectorAll(ITEMS)].filter((item) => item.offsetParent && !item.closest("details.alone:not([open])"));
    if (!items.length) return false;
    const at = items.indexOf(document.activeElement?.closest(ITEMS));
    const first = items.findIndex((item) => item.getBoundingClientRect().bottom > 80);
    const next = items[at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + by, 0), items.length - 1)];
    next.tabIndex = -1;
    next.focus();
    return true;
  };
  const inFocus = () => document.activeElement?.closest(ITEMS) ?? null;
  const here = () => inFocus() ?? find("mark.current")?.closest(".turn") ?? find(".turn:target");

  const pane = (key) => {
    const choice = find(`[data-key="${key}"]`);
    if (choice) choice.click();
    return Boolean(choice);
  };

  // Columns are turned on and off where one is reading, not at the top of the page.
  for (const choice of document.querySelectorAll("a[data-key]")) {
    choice.addEventListener("click", () => {
      const here = [...document.querySelectorAll(".book > .turn, .left .turn, .left .anchor")]
        .find((item) => item.getBoundingClientRect().bottom > 80);
      if (!here || find("mark.current") || scrollY < 80) return;
      const address = new URL(choice.href);
      address.searchParams.set("at", here.id.slice(1));
      address.hash = here.id;
      choice.href = address.href;
    });
  }

  const link = async () => {
    const address = here()?.querySelector("a.no, a.permalink")?.href ?? find("link[rel=canonical]")?.href ?? location.href;
    await navigator.clipboard?.writeText(address);
    say(find("#keys").dataset.copied);
  };

  // A list that must be scrolled would take the focus itself.
  const listKeys = () => {
    find("#keys").showModal();
    find("#keys-on").focus();
  };

  const actions = {
    "/": () => { const box = find("#q"); box?.focus(); box?.select(); return Boolean(box); },
    n: () => follow("a[rel~=next]"),
    p: () => follow("a[rel~=prev]"),
    j: () => walk(1),
    k: () => walk(-1),
    c: () => {
      if (find("#cite")) { location.hash = "cite"; return true; }
      const link = here()?.querySelector("a.no, a.to-cite");
      link?.click();
      return Boolean(link) || follow("a.to-cite");
    },
    y: () => { link(); return true; },
    1: () => pane(1),
    2: () => pane(2),
    3: () => pane(3),
    "?": () => { listKeys(); return true; },
    Enter: () => {
      const item = inFocus();
      if (!item || item !== document.activeElement) return false;
      const link = item.querySelector("a.in-context, a.no");
      link?.click();
      return Boolean(link);
    },
  };

  const OFF = "keys-off";
  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  // A dialog that has just been closed may hold the focus until the page is drawn again.
  const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog[open]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (stored(OFF) && event.key !== "?") return;
    if (Object.hasOwn(actions, event.key) && actions[event.key]()) event.preventDefault();
  });

  const opener = find("#keys-open");
  opener.hidden = false;
  opener.addEventListener("click", listKeys);
  const change = find("#keys-on");
  change.checked = !stored(OFF);
  change.addEventListener("change", () => {
    try { if (change.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* not kept */ }
  });

  find("mark.current")?.scrollIntoView({ block: "center" });
})();
