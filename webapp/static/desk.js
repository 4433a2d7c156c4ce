// The reader's desk: passages kept, with notes and judgements, and the searches made. All of it stays in the browser.
(() => {
  "use strict";

  const KEPT = "kept";
  const HISTORY = "history";
  const MOST = 100;
  const find = (selector, within = document) => within.querySelector(selector);
  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(name)) ?? []; } catch { return []; }
  };
  const write = (name, rows) => {
    try { localStorage.setItem(name, JSON.stringify(rows)); } catch { /* private window: nothing is kept */ }
  };

  // Everywhere: how many passages are kept, at the menu, and a button that keeps one.
  const countAtMenu = () => {
    const kept = read(KEPT).length;
    find("#desk-count").textContent = kept ? ` (${kept})` : "";
  };
  // What stands between the words is not of them: the label, marks of pages and of notes.
  const wordsOf = (holder) => {
    const words = find(".text", holder).cloneNode(true);
    for (const mark of words.querySelectorAll(".label, .pb, sup")) mark.remove();
    return words.textContent.trim();
  };
  // A passage of a document has its title in its link alone.
  const whereOf = (spot) => {
    if (spot.dataset.where) return spot.dataset.where;
    const called = find(".in-context", spot.closest(".hit")).textContent;
    return `${called.slice(0, called.lastIndexOf(" · "))}, ${spot.dataset.page}`;
  };
  const toggle = (spot) => {
    const rows = read(KEPT);
    const at = rows.findIndex((row) => row.ref === spot.dataset.ref);
    if (at >= 0) rows.splice(at, 1);
    else {
      const holder = spot.closest(".hit") ?? find(".turn.here");
      rows.push({
        ref: spot.dataset.ref, where: whereOf(spot), lang: spot.dataset.lang,
        href: spot.dataset.href ?? find("a.permalink", holder).getAttribute("href"),
        text: spot.dataset.text ?? wordsOf(holder), judgement: "", note: "", kept: new Date().toISOString(),
      });
    }
    write(KEPT, rows);
    countAtMenu();
  };
  countAtMenu();

  // Several passages of a turn are one that is kept, so each button shows it.
  const painters = [];
  for (const spot of document.querySelectorAll("[data-keep]")) {
    const button = document.createElement("button");
    const paint = () => {
      const on = read(KEPT).some((row) => row.ref === spot.dataset.ref);
      const said = on ? spot.dataset.kept : spot.dataset.keep;
      button.setAttribute("aria-pressed", String(on));
      // Of many on a page each says which passage it keeps.
      button.setAttribute("aria-label", `${said}: ${whereOf(spot)}`);
      button.textContent = `${on ? "★" : "☆"} ${said}`;
    };
    button.type = "button";
    button.className = "copy keep";
    button.addEventListener("click", () => { toggle(spot); painters.forEach((each) => each()); });
    painters.push(paint);
    paint();
    spot.append(button);
  }

  // While reading: what can be done with a turn, at the one that is pointed at, in focus or selected.
  const acts = find("#turn-acts");
  if (acts) {
    const bar = acts.content.firstElementChild.cloneNode(true);
    const button = find("button", bar);
    const kept = (turn) => read(KEPT).some((row) => row.ref === turn.dataset.ref);
    const paint = (turn) => {
      button.setAttribute("aria-pressed", String(kept(turn)));
      button.textContent = kept(turn) ? `★ ${button.dataset.kept}` : `☆ ${button.dataset.keepHere}`;
    };
    const show = (turn) => {
      if (!turn || bar.parentNode === turn) return;
      const href = find("a.no", turn).getAttribute("href");
      find(".to-cite", bar).href = `${href}#cite`;
      find(".to-link", bar).href = href;
      find("a.no", turn).after(bar);
      paint(turn);
    };
    // Called as in results: text, page or turn, who speaks. A page is the last that begins before, in the same text.
    const called = (turn) => {
      const [text] = turn.dataset.ref.split("/");
      const before = [...document.querySelectorAll(".book .turn .pb")].filter((mark) =>
        mark.closest(".turn").dataset.ref.startsWith(`${text}/`)
        && (mark.parentNode === turn || mark.compareDocumentPosition(turn) === Node.DOCUMENT_POSITION_FOLLOWING));
      const page = before.at(-1)?.lastChild.textContent.trim().replace(/^≈/, "≈ ");
      const { text: here, called: name, page: onPage, turn: byNumber } = find("#place").dataset;
      const label = find(".label", turn);
      const speaker = label?.matches(".guess") ? label.textContent.trim().slice(1, -1) : label?.title.split(",")[0];
      const place = page ? onPage.replace("{}", page) : byNumber.replace("{}", Number(turn.id.slice(1)));
      return [text === here ? name : text, place, speaker]
        .filter(Boolean).join(", ");
    };
    const turnOf = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".book .turn[data-ref]");
    button.addEventListener("click", () => {
      const turn = bar.parentNode;
      const rows = read(KEPT);
      const { ref } = turn.dataset;
      if (kept(turn)) write(KEPT, rows.filter((row) => row.ref !== ref));
      else {
        write(KEPT, [...rows, { ref, where: called(turn), lang: find(".text", turn).lang,
          href: find("a.no", turn).getAttribute("href"), text: wordsOf(turn), judgement: "", note: "",
          kept: new Date().toISOString() }]);
      }
      countAtMenu();
      paint(turn);
    });
    document.addEventListener("pointerover", (event) => { if (getSelection().isCollapsed) show(turnOf(event.target)); });
    document.addEventListener("focusin", (event) => show(turnOf(event.target)));
    document.addEventListener("selectionchange", () => { if (!getSelection().isCollapsed) show(turnOf(getSelection().anchorNode)); });
  }

  // A search page notes itself.
  const note = find("[data-search]");
  if (note) {
    const address = location.pathname + location.search;
    const rows = read(HISTORY);
    const old = rows.find((row) => row.href === address);
    const rest = rows.filter((row) => row !== old);
    rest.unshift({ href: address, name: note.dataset.search, found: note.textContent.trim(), saved: old?.saved ?? false,
      when: new Date().toISOString() });
    write(HISTORY, [...rest.filter((row) => row.saved), ...rest.filter((row) => !row.saved).slice(0, MOST)]);
  }

  const desk = find("#desk");
  if (!desk) return;
  desk.hidden = false;

  const make = (template) => find(template).content.firstElementChild.cloneNode(true);
  // Written as on the pages: the day first in either language.
  const locale = { en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang;
  const day = (moment) => new Date(moment).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });

  const count = () => {
    const rows = read(KEPT);
    const judgements = [...find("#kept-row").content.querySelectorAll("option")].filter((option) => option.value);
    find("#kept-count").textContent = judgements
      .map((option) => `${option.textContent}: ${rows.filter((row) => row.judgement === option.value).length}`).join(" · ");
  };

  // A field is as high as what is written in it.
  const grow = (field) => {
    field.style.height = "auto";
    if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + 2}px`;
  };

  // The passage goes up or down by one; the focus stays on its button, or goes to the other one at an end.
  const move = (ref, by) => {
    const rows = read(KEPT);
    const at = rows.findIndex((row) => row.ref === ref);
    const to = at + by;
    if (at < 0 || to < 0 || to >= rows.length) return;
    [rows[at], rows[to]] = [rows[to], rows[at]];
    write(KEPT, rows);
    showKept();
    const line = find("#kept tbody").rows[to];
    const [first, other] = by < 0 ? [".up", ".down"] : [".down", ".up"];
    (find(`${first}:enabled`, line) ?? find(other, line)).focus();
  };

  const showKept = () => {
    const rows = read(KEPT);
    count();
    find("#kept-none").hidden = rows.length > 0;
    find("#kept-some").hidden = rows.length === 0;
    find("#kept tbody").replaceChildren(...rows.map((row, at) => {
      const line = make("#kept-row");
      const link = find("a", line);
      link.href = row.href;
      link.textContent = row.where;
      find(".number", line).textContent = `${at + 1}.`;
      const text = find(".text", line);
      text.textContent = row.text;
      text.lang = row.lang;
      for (const name of ["judgement", "note"]) {
        const field = find(`[name=${name}]`, line);
        field.value = row[name];
        field.setAttribute("aria-label", `${field.dataset.label}: ${row.where}`);
        field.addEventListener("input", () => {
          const now = read(KEPT);
          now[at][name] = field.value;
          write(KEPT, now);
          count();
          if (field.matches(".grows")) grow(field);
        });
      }
      for (const [name, by, end] of [[".up", -1, 0], [".down", 1, rows.length - 1]]) {
        const button = find(name, line);
        button.setAttribute("aria-label", `${button.dataset.label}: ${row.where}`);
        button.disabled = at === end;
        button.addEventListener("click", () => move(row.ref, by));
      }
      const off = find(".off", line);
      off.setAttribute("aria-label", `${off.textContent}: ${row.where}`);
      off.addEventListener("click", () => {
        write(KEPT, read(KEPT).filter((other) => other.ref !== row.ref));
        showKept();
        find("#status").textContent = `${off.dataset.done}: ${row.where}`;
        // The focus goes to what stands in its place now, or behind the last one that is left.
        const left = document.querySelectorAll("#kept .off");
        (left[Math.min(at, left.length - 1)] ?? find("#kept-open")).focus();
      });
      return line;
    }));
    for (const field of document.querySelectorAll("#kept .grows")) grow(field);
    countAtMenu();
  };

  const showHistory = () => {
    const rows = read(HISTORY);
    find("#history-none").hidden = rows.length > 0;
    find("#history").replaceChildren(...rows.map((row, at) => {
      const line = make("#history-row");
      const link = find("a", line);
      link.href = row.href;
      link.textContent = row.name;
      find(".found", line).textContent = `${row.found} (${day(row.when)})`;
      const button = find("button", line);
      button.textContent = row.saved ? button.dataset.saved : button.dataset.save;
      button.setAttribute("aria-pressed", String(row.saved));
      button.setAttribute("aria-label", `${button.textContent.slice(2)}: ${row.name}`);
      button.addEventListener("click", () => {
        const now = read(HISTORY).map((other) => other.href === row.href ? { ...other, saved: !row.saved } : other);
        write(HISTORY, now);
        showHistory();
        find("#history").children[at].querySelector("button").focus();
      });
      return line;
    }));
  };

  // What is said of the passages as a whole, each under its name.
  const whole = { claim: find("#claim"), title: find("#kept-title"), introduction: find("#introduction") };
  const { claim } = whole;
  for (const [name, field] of Object.entries(whole)) {
    field.value = read(name)[0] ?? "";
    field.addEventListener("input", () => {
      write(name, [field.value]);
      if (field.matches(".grows")) grow(field);
    });
  }

  // The site makes the file: it alone has the words as the source has them, and the citations.
  const form = find("#kept-save");
  form.addEventListener("submit", () => {
    for (const [name, field] of Object.entries(whole)) form.elements[name].value = field.value;
    form.elements.passages.value = JSON.stringify(read(KEPT).map(({ ref, href, note, judgement }) => ({ ref, href, note, judgement })));
  });

  find("#kept-clear").addEventListener("click", (event) => {
    if (!confirm(event.target.dataset.sure)) return;
    write(KEPT, []);
    showKept();
  });

  // A file saved here as JSON Lines is taken back; passages that are here already stay as they are.
  const taken = (line) => {
    const { ref: name, part, link, text, lang, judgement, note, claim: said, export: about } = JSON.parse(line);
    if (typeof name !== "string" || typeof link !== "string") throw new TypeError();
    // A link may carry the public address of the site it was saved from; here it is a passage of this one.
    const { protocol, pathname, search } = new URL(link, location.origin);
    const href = pathname + search;
    if (!protocol.startsWith("http") || !/^\/[^/\\]/.test(href)) throw new TypeError();
    const ref = part ? `${name}#${part}` : name;
    return { row: { ref, href, where: ref, lang, text, judgement: judgement ?? "", note: note ?? "",
      kept: new Date().toISOString() }, claim: about?.claim ?? said };
  };
  find("#kept-open").addEventListener("change", async (event) => {
    const told = find("#kept-opened");
    try {
      const found = (await event.target.files[0].text()).split("\n").filter(Boolean).map(taken);
      const rows = read(KEPT);
      write(KEPT, [...rows, ...found.map((one) => one.row).filter(({ ref }) => !rows.some((row) => row.ref === ref))]);
      if (!claim.value && found[0]?.claim) { claim.value = found[0].claim; write("claim", [claim.value]); }
      told.textContent = "";
    } catch { told.textContent = event.target.dataset.wrong; }
    showKept();
  });

  find("#history-clear").addEventListener("click", () => {
    write(HISTORY, read(HISTORY).filter((row) => row.saved));
    showHistory();
  });
  showKept();
  showHistory();
  grow(whole.introduction);
})();
