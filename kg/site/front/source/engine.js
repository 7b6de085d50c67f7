// Oxigraph over the published files: loading them piece by piece, and answering queries. Used
// by the page's worker and by the service worker; knows neither.
import init, { Store, defaultGraph, namedNode, parse } from "oxigraph";
import { QueryError, check, form, undeclared } from "./guard.js";

const BLOCK = 1 << 20;
const NEWLINE = 10;
const LABELS = [
  "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel",
];
export const RESULTS = "application/sparql-results+json";
export const N_TRIPLES = "application/n-triples";

export class Engine {
  #store;
  #settings;
  #root;
  #loaded = new Set();
  #graphs = new Set();

  /** settings: the site's query/settings.json; root: the site's address, with a slash behind. */
  static async started(settings, root) {
    const answer = await fetched(new URL("assets/query/oxigraph.wasm", root));
    await init({ module_or_path: await answer.arrayBuffer() });
    return new Engine(settings, root);
  }

  constructor(settings, root) {
    this.#settings = settings;
    this.#root = root;
    this.#store = new Store();
  }

  /** Load a file of the settings, once; told gets the bytes of text that are in. */
  async load(file, told = () => {}) {
    if (this.#loaded.has(file.path)) return;
    let done = 0;
    for await (const block of blocks(await plain(new URL(file.path, this.#root)))) {
      this.#store.load(block, { format: "application/n-quads", no_transaction: true });
      done += block.length;
      told(done);
    }
    this.#loaded.add(file.path);
    for (const graph of file.graphs) this.#graphs.add(graph);
  }

  get size() {
    return this.#store.size;
  }

  get graphs() {
    return this.#graphs;
  }

  /**
   * The text of a query's answer in a media type of W3C results or of RDF.
   * dataset: {graphs, named} of the protocol, which beat those that the query names.
   */
  answer(query, type, dataset = null) {
    const { prefixes } = this.#settings;
    const own = check(query, { graphs: this.#graphs, prefixes });
    const head = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
    const options = { results_format: type, use_default_graph_as_union: !own && !dataset };
    if (dataset) {
      options.default_graph = dataset.graphs.map((iri) => namedNode(iri));
      options.named_graphs = dataset.named.map((iri) => namedNode(iri));
    }
    try {
      return this.#store.query(`${head}\n${query}`, options);
    } catch (error) {
      throw explained(error, query, prefixes);
    }
  }

  /** N-Triples in another format of RDF. */
  converted(lines, type) {
    const apart = new Store();
    apart.load(lines, { format: N_TRIPLES });
    return apart.dump({ format: type, from_graph_name: defaultGraph() });
  }

  /** The label of a thing, English before others, "" when it has none. */
  label(iri) {
    for (const label of LABELS) {
      const found = this.#store.match(namedNode(iri), namedNode(label), null).map(({ object }) => object);
      const best = found.find(({ language }) => language === "en") ?? found[0];
      if (best) return best.value;
    }
    return "";
  }
}

/** N-Triples lines as rows of three terms in the shape of SPARQL results. */
export function triples(lines) {
  return parse(lines.join("\n"), { format: N_TRIPLES }).map(({ subject, predicate, object }) => ({
    subject: term(subject), predicate: term(predicate), object: term(object),
  }));
}

function term({ termType, value, language, datatype }) {
  if (termType === "NamedNode") return { type: "uri", value };
  if (termType === "BlankNode") return { type: "bnode", value };
  if (language) return { type: "literal", value, "xml:lang": language };
  if (datatype.value.endsWith("#string")) return { type: "literal", value };
  return { type: "literal", value, datatype: datatype.value };
}

export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} cannot be read (${answer.status})`);
  return answer;
}

/** The bytes of a file unpacked, whether or not the server or the browser unpacked it already. */
async function plain(address) {
  const reader = (await fetched(address)).body.getReader();
  const first = await reader.read();
  const rest = new ReadableStream({
    start: (stream) => (first.done ? stream.close() : stream.enqueue(first.value)),
    async pull(stream) {
      const { done, value } = await reader.read();
      if (done) stream.close();
      else stream.enqueue(value);
    },
  });
  const packed = first.value?.[0] === 0x1f && first.value?.[1] === 0x8b;
  return packed ? rest.pipeThrough(new DecompressionStream("gzip")) : rest;
}

/** Blocks of whole lines, about a megabyte each. */
async function* blocks(stream) {
  const reader = stream.getReader();
  let parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    const end = size >= BLOCK ? value.lastIndexOf(NEWLINE) + 1 : 0;
    if (!end) continue;
    parts[parts.length - 1] = value.subarray(0, end);
    yield joined(parts);
    parts = [value.subarray(end)];
    size = parts[0].length;
  }
  if (size) yield joined(parts);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What the engine said as a sentence, with the line and column in the query as it was typed. */
function explained(error, query, prefixes) {
  const told = error?.message ?? String(error);
  if (error instanceof WebAssembly.RuntimeError) {
    return new QueryError("failed", "The engine ran out of memory or broke off; it starts anew.");
  }
  if (!form(query)) {
    return new QueryError("syntax", "Not valid SPARQL: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE.");
  }
  const [missing] = undeclared(query, prefixes);
  if (missing !== undefined) {
    const at = query.search(new RegExp(`(?<![\\p{L}\\p{N}_.-])${RegExp.escape?.(missing) ?? missing}:`, "u"));
    return syntax(query, at < 0 ? 0 : at, `nobody declares the prefix ${missing}:`);
  }
  const match = /error at (\d+):(\d+): expected (?:one of )?(.*)/s.exec(told);
  if (!match) return new QueryError("failed", `The query failed: ${told}`);
  const rows = query.split("\n");
  const line = Math.min(Math.max(Number(match[1]) - 1, 1), rows.length);
  const offset = rows.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + Number(match[2]) - 1;
  const reasons = match[3].split(", ").filter((part) => /^[A-Z][\w ]* [\w ]+$/.test(part));
  return syntax(query, offset, reasons.join("; "));
}

function syntax(query, offset, why) {
  const before = query.slice(0, offset).split("\n");
  const where = { line: before.length, column: before.at(-1).length + 1 };
  const rest = query.slice(offset).trim().split("\n")[0].slice(0, 40);
  const near = rest ? `near “${rest}”` : "at its end";
  const because = why ? `: ${why}` : "";
  const message = `Not valid SPARQL: line ${where.line}, column ${where.column}, ${near}${because}.`;
  return new QueryError("syntax", message, where);
}
