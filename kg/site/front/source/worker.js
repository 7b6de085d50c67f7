// The page's worker: one message in, one answer out, so that the page never waits for the
// engine and may kill it at any moment.
import { Engine, N_TRIPLES, RESULTS, triples } from "./engine.js";
import { form } from "./guard.js";

const FIRST = 500;
let engine;
let answer = { rows: [], lines: null };

const TASKS = {
  async start({ settings, root }) {
    engine = await Engine.started(settings, root);
  },

  async load({ file }, told) {
    await engine.load(file, (done) => told({ done, quads: engine.size }));
    return { quads: engine.size };
  },

  ask({ query }) {
    const kind = form(query);
    const began = performance.now();
    const answered = kind === "CONSTRUCT" || kind === "DESCRIBE" ? graph(query) : results(query);
    return { ...answered, form: kind, seconds: (performance.now() - began) / 1000 };
  },

  rows: ({ from, to }) => part(from, to),

  text: ({ query, type }) => engine.answer(query, type),

  labels: ({ iris }) => Object.fromEntries(iris.map((iri) => [iri, engine.label(iri)])),
};

function results(query) {
  const told = JSON.parse(engine.answer(query, RESULTS));
  if ("boolean" in told) return { boolean: told.boolean };
  answer = { rows: told.results.bindings, lines: null };
  return { names: told.head.vars, total: answer.rows.length, rows: part(0, FIRST) };
}

function graph(query) {
  const lines = new Set(engine.answer(query, N_TRIPLES).split("\n"));
  lines.delete("");
  answer = { rows: [], lines: [...lines].sort() };
  const names = ["subject", "predicate", "object"];
  return { names, total: answer.lines.length, rows: part(0, FIRST), graph: true };
}

function part(from, to) {
  return answer.lines ? triples(answer.lines.slice(from, to)) : answer.rows.slice(from, to);
}

self.onmessage = async ({ data: { id, task, ...given } }) => {
  try {
    const value = await TASKS[task](given, (progress) => self.postMessage({ id, progress }));
    self.postMessage({ id, value });
  } catch (error) {
    const { kind = "failed", message, line = 0, column = 0 } = error;
    self.postMessage({ id, error: { kind, message, line, column } });
  }
};
