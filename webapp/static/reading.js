// Adds to the reading page: the page and turn that are read stand in the bar, and the section at the side follows.
(() => {
  "use strict";

  // Size of type and width of lines, as the reader last chose them here.
  const TYPE = "reading-type";
  const CHOICES = { size: [0.9, 1, 1.1, 1.25, 1.4], width: [52, 60, 70, 82, 96] };
  const USUAL = { size: 1, width: 2 };
  const chosen = () => { try { return { ...USUAL, ...JSON.parse(localStorage.getItem(TYPE)) }; } catch { return USUAL; } };
  const set = ({ size, width }) => {
    const root = document.documentElement.style;
    root.setProperty("--type", CHOICES.size[size] ?? 1);
    root.setProperty("--measure", `${CHOICES.width[width] ?? 70}ch`);
  };
  const type = document.getElementById("type");
  type.hidden = false;
  type.addEventListener("click", ({ target }) => {
    const { set: name, by } = target.closest("button")?.dataset ?? {};
    if (!name) return;
    const now = chosen();
    now[name] = Math.min(Math.max(now[name] + Number(by), 0), CHOICES[name].length - 1);
    try { localStorage.setItem(TYPE, JSON.stringify(now)); } catch { /* not kept */ }
    set(now);
  });
  set(chosen());

  const place = document.getElementById("place");
  const bar = place.parentElement;
  const turns = [...document.querySelectorAll(".book > .turn, .left .turn, .left .anchor")];
  const sections = [...document.querySelectorAll("#ways ul[lang] a")]
    .map((link) => [link, Number(link.hash.slice(2))]).filter(([, at]) => at);
  if (!turns.length) return;

  // The pages in the order of the text: those of the turns, not of what stands opposite.
  const pages = [...document.querySelectorAll(".book > .turn .pb, .left .pb")];
  const line = () => bar.getBoundingClientRect().bottom + 8;
  const last = (items, at) => {
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (items[middle].getBoundingClientRect().top <= at) low = middle + 1;
      else high = middle;
    }
    return items[low - 1];
  };
  const said = (template, value) => template.replace("{}", value);
  const read = (mark) => mark.lastChild.textContent.trim().replace(/^≈/, "≈ ");
  // The label of a leaf says that it is none of a page.
  const called = (number) => /^(?:л|fol)\. /.test(number) ? number : said(place.dataset.page, number);

  const show = () => {
    const at = line();
    const turn = last(turns, at) ?? turns[0];
    const page = last(pages, Math.max(at, turn.getBoundingClientRect().top + 4));
    const number = Number(turn.id.slice(1));
    place.textContent = [page && called(read(page)), said(place.dataset.turn, number)].filter(Boolean).join(" · ");
    place.hidden = false;
    const here = sections.filter(([, first]) => first <= number).at(-1)?.[0];
    for (const [link] of sections) {
      if (link === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; show(); });
  }, { passive: true });
  show();

  // A turn that was found as a whole has no marked word to go to.
  if (!document.querySelector("mark.current")) document.querySelector(".turn.here")?.scrollIntoView({ block: "center" });
})();
