// Runs citeproc-js on what comes on standard input: {"styles": {name: xml}, "locales": {name: xml}, "items": {id: item},
// "asked": [{"style", "lang", "item", "citation"}]}; gives for each {"note", "again", "entry"} as HTML.
const CSL = require("citeproc");
const read = JSON.parse(require("fs").readFileSync(0, "utf8"));

const answer = ({ style, lang, item, citation }) => {
  const engine = new CSL.Engine({
    retrieveLocale: (name) => read.locales[name] ?? false,
    retrieveItem: (id) => read.items[id],
  }, read.styles[style], lang, true);
  engine.updateItems([item]);
  const notes = [];
  const before = [];
  for (const index of [1, 2]) {
    const [, made] = engine.processCitationCluster({ citationItems: [citation], properties: { noteIndex: index } }, before, []);
    for (const [at, text] of made) notes[at] = text;
    before.push([engine.registry.citationreg.citationByIndex[index - 1].citationID, index]);
  }
  const list = engine.opt.bibliography === undefined && !engine.bibliography.tokens.length ? false : engine.makeBibliography();
  return { note: notes[0], again: notes[1], entry: list ? list[1].join("").trim() : "" };
};
process.stdout.write(JSON.stringify(read.asked.map(answer)));
