// Adds to pages that work without it: copy buttons, shortcuts, the landing on a hit.
(() => {
  "use strict";

  const find = (selector) => document.querySelector(selector);
  // Plain text for every program, and italics for those that take rich text.
  const copy = (source) => {
    const plain = source.textContent;
    if (!source.querySelector("i") || typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(plain);
    return navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([plain], { type: "text/plain" }),
      "text/html": new Blob([source.innerHTML], { type: "text/html" }),
    })]);
  };
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

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
      find("#status").textContent = block.dataset.done;
      setTimeout(() => { button.textContent = block.dataset.label; }, 2000);
    });
    block.append(button);
  }

  const follow = (selector) => {
    const link = find(selector);
    if (link) link.click();
    return Boolean(link);
  };

  const actions = {
    "/": () => { const box = find("#q"); box?.focus(); box?.select(); return Boolean(box); },
    n: () => follow("a[rel~=next]"),
    p: () => follow("a[rel~=prev]"),
    c: () => {
      if (find("#cite")) { location.hash = "cite"; return true; }
      const turn = find("mark.current")?.closest(".turn") ?? find(".turn:target");
      turn?.querySelector("a.no").click();
      return Boolean(turn) || follow("a.to-cite");
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (actions[event.key]?.()) event.preventDefault();
  });

  find("mark.current")?.scrollIntoView({ block: "center" });
})();
