// How terms are shown: IRIs as prefixed names that lead to the site's own page where it has
// one, literals with their language or datatype.

const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const PLAIN = new Set([`${XSD}string`, `${XSD}integer`, `${XSD}boolean`]);

export class Names {
  #prefixes;
  #settings;
  #root;

  constructor(settings, root) {
    this.#settings = settings;
    this.#root = root;
    this.#prefixes = new Map(Object.entries(settings.prefixes).map(([name, iri]) => [iri, name]));
  }

  /** The prefixed name of an IRI, or the IRI itself. */
  short(iri) {
    const cut = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
    const prefix = this.#prefixes.get(iri.slice(0, cut));
    if (prefix !== undefined && LOCAL.test(iri.slice(cut))) return `${prefix}:${iri.slice(cut)}`;
    const [document, fragment] = iri.split("#");
    if (fragment === undefined) return iri;
    const inner = this.short(document);
    return inner === document ? iri : `${inner}#${fragment}`;
  }

  /** The address of an IRI's page on this site, or the IRI if it is a web address, or "". */
  href(iri) {
    const { base, places } = this.#settings;
    const [document, fragment] = iri.split("#");
    const behind = fragment === undefined ? "" : `#${fragment}`;
    if (document in places) return `${this.#root}${places[document]}${behind}`;
    if (iri.startsWith(base) && document.length > base.length) {
      const path = document.slice(base.length).split("/").map(fileName).map(encodeURIComponent);
      return `${this.#root}${path.join("/")}/${behind}`;
    }
    return /^https?:/.test(iri) ? iri : "";
  }
}

/** A part of an IRI as the site names its folder; kg/site/places.py does the same. */
function fileName(part) {
  return part.replace(/[^A-Za-z0-9\-_~.]/gu, (letter) => (
    encodeURIComponent(letter).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  ));
}

/** What stands behind a literal: its language, or the name of a datatype that is not plain. */
export function mark(term, names) {
  if (term["xml:lang"]) return term["xml:lang"];
  return term.datatype && !PLAIN.has(term.datatype) ? names.short(term.datatype) : "";
}
