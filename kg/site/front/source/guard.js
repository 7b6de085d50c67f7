// What a query says of itself, told from its tokens: its form, the graphs it names, and what
// it may not ask for. The engine here has no way out of the page at all; this turns "not
// supported" into a sentence.

const START = "\\p{L}0-9_";
const INNER = `${START}\\p{M}\\u00b7\\u203f\\u2040`;
const TOKEN = new RegExp(
  [
    '(?<iri><[^<>"{}|^`\\\\\\x00-\\x20]*>)',
    "(?<comment>#[^\\r\\n]*)",
    `(?<string>"""(?:"{0,2}(?:[^"\\\\]|\\\\.))*"""|'''(?:'{0,2}(?:[^'\\\\]|\\\\.))*'''`
      + `|"(?:[^"\\\\\\r\\n]|\\\\.)*"|'(?:[^'\\\\\\r\\n]|\\\\.)*')`,
    `(?<variable>[?$][${START}][${INNER}]*)`,
    "(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
    `(?<blank>_:[${START}][${INNER}.]*)`,
    `(?<name>(?:\\p{L}[${INNER}.\\-]*)?:(?:[${START}:%](?:[${INNER}.:%\\-]|\\\\.)*)?)`,
    "(?<word>[A-Za-z_][A-Za-z0-9_]*)",
    "(?<space>\\s+)",
    "(?<other>.)",
  ].join("|"),
  "gsu",
);
const FORMS = new Set(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);
const UPDATES = new Set([
  "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH",
]);

/** A query that is refused or cannot be answered; line and column count from 1. */
export class QueryError extends Error {
  constructor(kind, message, place = {}) {
    super(message);
    this.kind = kind;
    this.line = place.line ?? 0;
    this.column = place.column ?? 0;
  }
}

/** The tokens that count: no comments, no white space. */
export function tokens(query) {
  const found = [];
  for (const match of query.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    if (kind === "comment" || kind === "space") continue;
    const text = kind === "name" ? match[0].replace(/\.+$/, "") : match[0];
    found.push({ kind, text, at: match.index, word: kind === "word" ? text.toUpperCase() : "" });
  }
  return found;
}

/** SELECT, ASK, CONSTRUCT or DESCRIBE, "" when the query has none of them. */
export const form = (query) => tokens(query).find(({ word }) => FORMS.has(word))?.word ?? "";

/** The prefixes of the query itself over the ones given. */
function declared(found, prefixes) {
  const known = { ...prefixes };
  found.forEach((token, at) => {
    const [name, iri] = [found[at + 1], found[at + 2]];
    if (token.word === "PREFIX" && name?.kind === "name" && iri?.kind === "iri") {
      known[name.text.slice(0, -1)] = iri.text.slice(1, -1);
    }
  });
  return known;
}

function expanded(token, known) {
  if (token?.kind === "iri") return token.text.slice(1, -1);
  if (token?.kind !== "name") return undefined;
  const cut = token.text.indexOf(":");
  const start = known[token.text.slice(0, cut)];
  return start === undefined ? undefined : start + token.text.slice(cut + 1);
}

/** Every IRI that a query names, prefixed names written out. */
export function named(query, prefixes) {
  const found = tokens(query);
  const known = declared(found, prefixes);
  return new Set(found.map((token) => expanded(token, known)).filter(Boolean));
}

/** The prefixes that a query uses and nobody declares. */
export function undeclared(query, prefixes) {
  const found = tokens(query);
  const known = declared(found, prefixes);
  const used = found.filter(({ kind }) => kind === "name").map(({ text }) => text.split(":", 1)[0]);
  return [...new Set(used)].filter((prefix) => !(prefix in known));
}

/**
 * Refuse what reaches beyond the data; tell whether the query names its own graphs.
 * Throws a QueryError of kind "refused", with the place of the word that is refused.
 */
export function check(query, { graphs, prefixes }) {
  const found = tokens(query);
  const known = declared(found, prefixes);
  const refuse = (token, why) => {
    throw new QueryError("refused", `The query is refused: ${why}.`, place(query, token.at));
  };
  const first = found.find(({ word }) => word && word !== "BASE" && word !== "PREFIX");
  if (first && UPDATES.has(first.word)) {
    refuse(first, `${first.word}: queries only read, and an update has nothing to change here`);
  }
  let own = false;
  found.forEach((token, at) => {
    if (token.word === "SERVICE") {
      refuse(token, "SERVICE: a query reads only the data of this site and asks no other address");
    }
    if (token.word !== "FROM") return;
    own = true;
    const operand = found[at + 1]?.word === "NAMED" ? found[at + 2] : found[at + 1];
    if (operand && !graphs.has(expanded(operand, known))) {
      refuse(token, `FROM ${operand.text}: the data loaded has no such graph, and a query opens no address`);
    }
  });
  return own;
}

/** Line and column, from 1, of an offset. */
export function place(text, offset) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1).length + 1 };
}
