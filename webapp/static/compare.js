// Side by side: the sentence under the pointer or the focus is shown in both languages.
(() => {
  "use strict";

  const boards = document.querySelectorAll(".compare[data-sentences]");
  const known = new WeakMap();

  const key = (ref, start) => `${ref} ${start}`;
  const refs = (row, side) => [...row.querySelectorAll(`.${side} .turn`)].map((turn) => turn.dataset.ref);

  // Which sentences of a row belong together: a number for each, asked for once.
  const groups = (row) => {
    if (!known.has(row)) known.set(row, ask(row));
    return known.get(row);
  };

  const ask = async (row) => {
    const found = new Map();
    const left = refs(row, "left");
    const right = refs(row, "right");
    if (!left.length || !right.length) return found;
    const query = new URLSearchParams([...left.map((ref) => ["left", ref]), ...right.map((ref) => ["right", ref])]);
    const answer = await fetch(`${boards[0].dataset.sentences}?${query}`);
    if (!answer.ok) return found;
    (await answer.json()).pairs.forEach((pair, number) => {
      for (const place of [...pair.left, ...pair.right]) found.set(key(place.ref, place.start), number);
    });
    return found;
  };

  const groupOf = (found, sentence) =>
    found.get(key(sentence.closest(".turn").dataset.ref, sentence.dataset.s));

  let last = null;
  const show = async (sentence) => {
    last = sentence;
    const row = sentence?.closest(".pair");
    const found = row ? await groups(row) : new Map();
    if (last !== sentence) return;
    for (const old of document.querySelectorAll(".s.with")) old.classList.remove("with");
    if (!sentence) return;
    const mine = groupOf(found, sentence);
    for (const other of row.querySelectorAll(".s")) {
      if (other === sentence || (mine !== undefined && groupOf(found, other) === mine)) other.classList.add("with");
    }
  };

  // With a row chosen by j and k, the arrows go from sentence to sentence, and Escape back to the row.
  const step = (event) => {
    const row = event.target.closest(".pair");
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.closest(".why, a, input")) return;
    const at = event.target.closest(".s");
    if (event.key === "Escape" && at) {
      row.focus();
      return;
    }
    const shown = [...row.querySelectorAll(".s")].filter((one) => one.offsetParent);
    const next = shown[(at ? shown.indexOf(at) : -1) + (move ?? NaN)];
    if (!next || (!at && move < 0)) return;
    event.preventDefault();
    next.focus();
  };

  for (const board of boards) {
    for (const sentence of board.querySelectorAll(".s")) sentence.tabIndex = -1;
    board.addEventListener("keydown", step);
    board.addEventListener("pointerover", (event) => show(event.target.closest(".s")));
    board.addEventListener("pointerleave", () => show(null));
    board.addEventListener("focusin", (event) => { if (event.target.matches(".s")) show(event.target); });
    board.addEventListener("click", (event) => event.target.closest(".s")?.focus({ preventScroll: true }));
  }
})();
