// Adds to the reading page: the page and turn that are read stand in the bar, and the section at the side follows.
(() => {
  "use strict";

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
  const read = (mark) => mark.lastChild.textContent.trim();

  const show = () => {
    const at = line();
    const turn = last(turns, at) ?? turns[0];
    const page = last(pages, Math.max(at, turn.getBoundingClientRect().top + 4));
    const number = Number(turn.id.slice(1));
    place.textContent = [page && said(place.dataset.page, read(page)), said(place.dataset.turn, number)].filter(Boolean).join(" · ");
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
