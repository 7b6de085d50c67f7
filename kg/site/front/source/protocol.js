// The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), query operation: a
// request in, a response out. Nothing here knows where the data comes from.
import { form } from "./guard.js";

const XML = "application/sparql-results+xml";
const CSV = "text/csv";
const TSV = "text/tab-separated-values";
const JSON_RESULTS = "application/sparql-results+json";
const BOOLEAN = [[JSON_RESULTS], ["application/json", JSON_RESULTS], [XML], ["application/xml", XML]];
const ROWS = [...BOOLEAN, [CSV], [TSV]];
const GRAPH = [
  ["text/turtle"], ["application/n-triples"], ["application/ld+json"], ["application/rdf+xml"],
];
const FORM = "application/x-www-form-urlencoded";
const QUERY = "application/sparql-query";
const UPDATE = "application/sparql-update";
const ALLOWED = "GET, HEAD, POST, OPTIONS";

class Refusal extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Answer a request.
 * endpoint.engine() gives the engine with all data in, endpoint.description(type) the text of
 * the service description in a media type of RDF.
 */
export async function respond(request, endpoint) {
  let response;
  try {
    response = await answered(request, endpoint);
  } catch (error) {
    const status = error.status ?? { syntax: 400, refused: 400 }[error.kind] ?? 500;
    response = reply(`${error.message}\n`, "text/plain", status, error.headers);
  }
  if (request.method !== "HEAD") return response;
  return new Response(null, { status: response.status, headers: response.headers });
}

async function answered(request, endpoint) {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: ALLOWED } });
  const asked = await operation(request);
  const accept = request.headers.get("Accept") ?? "*/*";
  if (asked === null) {
    const [type] = chosen(accept, GRAPH);
    return reply(await endpoint.description(type), type);
  }
  const kind = form(asked.query);
  if (!kind) throw new Refusal(400, "Not valid SPARQL: the query has none of SELECT, ASK, CONSTRUCT and DESCRIBE.");
  const offered = { SELECT: ROWS, ASK: BOOLEAN }[kind] ?? GRAPH;
  const [type, written = type] = chosen(accept, offered);
  const engine = await endpoint.engine();
  return reply(engine.answer(asked.query, written, dataset(asked, engine.graphs)), type);
}

/** The query and the graphs of a request, null when it asks for nothing but the description. */
async function operation(request) {
  const { searchParams } = new URL(request.url);
  if (request.method === "GET" || request.method === "HEAD") {
    return [...searchParams].length ? read(searchParams) : null;
  }
  if (request.method !== "POST") {
    throw new Refusal(405, `${request.method} is no way to ask; use GET or POST.`, { Allow: ALLOWED });
  }
  const type = (request.headers.get("Content-Type") ?? "").split(";", 1)[0].trim().toLowerCase();
  if (type === FORM) return read(new URLSearchParams(await request.text()));
  if (type === QUERY) {
    if (searchParams.has("query")) throw new Refusal(400, "The query stands in the body and in the address.");
    return read(new URLSearchParams([...searchParams, ["query", await request.text()]]));
  }
  if (type === UPDATE) throw new Refusal(403, "Queries only read; an update has nothing to change here.");
  throw new Refusal(415, `A query comes as ${FORM} or ${QUERY}, not as ${type || "an unnamed type"}.`);
}

function read(parameters) {
  if (parameters.has("update")) {
    throw new Refusal(403, "Queries only read; an update has nothing to change here.");
  }
  const queries = parameters.getAll("query");
  if (queries.length !== 1) {
    throw new Refusal(400, `One query is asked at a time; this request has ${queries.length}.`);
  }
  return {
    query: queries[0],
    graphs: parameters.getAll("default-graph-uri"),
    named: parameters.getAll("named-graph-uri"),
  };
}

/** The dataset that the request names, null when it names none. */
function dataset({ graphs, named }, known) {
  if (!graphs.length && !named.length) return null;
  const missing = [...graphs, ...named].find((iri) => !known.has(iri));
  if (missing !== undefined) throw new Refusal(400, `The data has no graph ${missing}.`);
  return { graphs, named };
}

/** The offered type that the Accept header likes best; of equals the one offered first. */
function chosen(accept, offered) {
  const ranges = accept.split(",").map((range) => {
    const [type, ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
    return { type, weight: weight ? Number(weight.split("=")[1]) || 0 : 1 };
  });
  const weigh = (type) => {
    const wide = `${type.split("/")[0]}/*`;
    for (const wanted of [type, wide, "*/*"]) {
      const range = ranges.find((each) => each.type === wanted);
      if (range) return range.weight;
    }
    return 0;
  };
  const best = offered.reduce((one, other) => (weigh(other[0]) > weigh(one[0]) ? other : one));
  if (weigh(best[0]) > 0) return best;
  throw new Refusal(406, `This can be had as ${offered.map(([type]) => type).join(", ")}.`);
}

function reply(text, type, status = 200, headers = {}) {
  const sort = type.startsWith("text/") ? `${type}; charset=utf-8` : type;
  return new Response(text, { status, headers: { "Content-Type": sort, Vary: "Accept", ...headers } });
}
