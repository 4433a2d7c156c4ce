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

  // Everywhere: a button that keeps a passage.
  const toggle = (spot) => {
    const rows = read(KEPT);
    const at = rows.findIndex((row) => row.ref === spot.dataset.ref);
    if (at >= 0) rows.splice(at, 1);
    else {
      const holder = spot.closest(".hit") ?? find(".turn.here");
      rows.push({
        ref: spot.dataset.ref, href: spot.dataset.href, where: spot.dataset.where, lang: spot.dataset.lang,
        text: find(".text", holder).textContent.trim(), judgement: "", note: "", kept: new Date().toISOString(),
      });
    }
    write(KEPT, rows);
  };

  for (const spot of document.querySelectorAll("[data-keep]")) {
    const button = document.createElement("button");
    const paint = () => {
      const on = read(KEPT).some((row) => row.ref === spot.dataset.ref);
      button.setAttribute("aria-pressed", String(on));
      button.textContent = `${on ? "★" : "☆"} ${spot.dataset.keep}`;
    };
    button.type = "button";
    button.className = "copy keep";
    button.addEventListener("click", () => { toggle(spot); paint(); });
    paint();
    spot.append(button);
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
  const day = (moment) => new Date(moment).toLocaleDateString(document.documentElement.lang);

  const showKept = () => {
    const rows = read(KEPT);
    find("#kept-none").hidden = rows.length > 0;
    find("#kept-some").hidden = rows.length === 0;
    find("#kept tbody").replaceChildren(...rows.map((row, at) => {
      const line = make("#kept-row");
      const link = find("a", line);
      link.href = row.href;
      link.textContent = row.where;
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
        });
      }
      find("button", line).addEventListener("click", () => {
        write(KEPT, read(KEPT).filter((other) => other.ref !== row.ref));
        showKept();
      });
      return line;
    }));
  };

  const showHistory = () => {
    const rows = read(HISTORY);
    find("#history-none").hidden = rows.length > 0;
    find("#history").replaceChildren(...rows.map((row) => {
      const line = make("#history-row");
      const link = find("a", line);
      link.href = row.href;
      link.textContent = row.name;
      find(".found", line).textContent = `${row.found} (${day(row.when)})`;
      const button = find("button", line);
      button.textContent = row.saved ? button.dataset.saved : button.dataset.save;
      button.setAttribute("aria-pressed", String(row.saved));
      button.addEventListener("click", () => {
        const now = read(HISTORY).map((other) => other.href === row.href ? { ...other, saved: !row.saved } : other);
        write(HISTORY, now);
        showHistory();
      });
      return line;
    }));
  };

  const claim = find("#claim");
  claim.value = read("claim")[0] ?? "";
  claim.addEventListener("input", () => write("claim", [claim.value]));

  // A cell that a spreadsheet would take for a formula gets an apostrophe before it.
  const cell = (value) => `"${(/^[=+\-@\t\r]/.test(value) ? "'" : "") + value.replaceAll('"', '""')}"`;
  const FIELDS = ["where", "ref", "href", "lang", "text", "judgement", "note", "kept"];
  const head = () => ({ claim: claim.value, date: new Date().toISOString(), corpus: desk.dataset.state });
  const forms = {
    csv: () => "\ufeff" + [Object.entries(head()).map(([name, value]) => `${name}: ${value}`), FIELDS,
      ...read(KEPT).map((row) => FIELDS.map((name) => row[name] ?? ""))].map((row) => row.map(cell).join(",")).join("\r\n"),
    jsonl: () => [head(), ...read(KEPT)].map((row) => JSON.stringify(row)).join("\n") + "\n",
  };
  for (const button of desk.querySelectorAll("[data-form]")) {
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([forms[button.dataset.form]()], { type: "text/plain;charset=utf-8" }));
      link.download = `passages.${button.dataset.form}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  find("#history-clear").addEventListener("click", () => {
    write(HISTORY, read(HISTORY).filter((row) => row.saved));
    showHistory();
  });
  showKept();
  showHistory();
})();
