// Adds to pictures that work without it: arrow keys from bar to bar, and a picture as PNG beside the one as SVG.
(() => {
  "use strict";

  const middle = (link) => { const box = link.getBoundingClientRect(); return box.left + box.width / 2; };

  for (const map of document.querySelectorAll("[data-map]")) {
    const lanes = [...map.querySelectorAll("[data-lane]")]
      .map((lane) => [...lane.querySelectorAll("a")].sort((one, other) => middle(one) - middle(other)));
    // A pointer is told what it is over; in the page itself that would stand twice for every bar.
    for (const link of map.querySelectorAll("a[aria-label]")) {
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = link.getAttribute("aria-label");
      link.prepend(title);
    }
    const go = (link) => {
      map.querySelector('a[tabindex="0"]')?.setAttribute("tabindex", "-1");
      link.setAttribute("tabindex", "0");
      link.focus();
    };
    map.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const here = event.target.closest("a");
      const lane = lanes.findIndex((links) => links.includes(here));
      if (lane < 0) return;
      const at = lanes[lane].indexOf(here);
      const nearest = (links) => links?.reduce((best, link) =>
        (Math.abs(middle(link) - middle(here)) < Math.abs(middle(best) - middle(here)) ? link : best));
      const next = {
        ArrowRight: () => lanes[lane][at + 1],
        ArrowLeft: () => lanes[lane][at - 1],
        ArrowDown: () => nearest(lanes[lane + 1]),
        ArrowUp: () => nearest(lanes[lane - 1]),
        Home: () => lanes[lane][0],
        End: () => lanes[lane].at(-1),
      }[event.key]?.();
      if (!next) return;
      event.preventDefault();
      go(next);
    });
  }

  const SHARPER = 2;
  for (const link of document.querySelectorAll("a[data-picture]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.dataset.png;
    button.addEventListener("click", async () => {
      const image = new Image();
      image.src = link.href;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * SHARPER;
      canvas.height = image.naturalHeight * SHARPER;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => {
        const file = document.createElement("a");
        file.href = URL.createObjectURL(blob);
        file.download = `${link.dataset.picture}.png`;
        file.click();
        URL.revokeObjectURL(file.href);
      });
    });
    link.after(button);
  }
})();
