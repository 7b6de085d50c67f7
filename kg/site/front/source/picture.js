// An answer as a picture where it allows one: a network of what is tied to what, or bars.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { tokens } from "./guard.js";

const COUNTING = new Set(["COUNT", "SUM", "AVG", "GROUP"]);
const SVG = "http://www.w3.org/2000/svg";
const MOST_NODES = 150;
const MOST_BARS = 60;
const NUMBER = /#(?:integer|decimal|double|float|int|long)$/;
const DAY = /#(?:date|dateTime|gYear)$/;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const KIND = /kind|type|role|class/i;
const LABEL = /(?:#label|prefLabel|literalForm|\/title|\/name)$/;

/**
 * What an answer can be drawn as: {kind: "network" | "bars", …}, null for nothing. A query
 * that counts is drawn as bars even where it also has two columns of things.
 */
export function drawable(answer, query) {
  if (!answer.rows?.length) return null;
  if (answer.graph) return ofTriples(answer.rows);
  const counts = tokens(query).some(({ word }) => COUNTING.has(word));
  return (counts ? ofNumbers(answer) : null) ?? ofPairs(answer) ?? ofNumbers(answer) ?? ofDays(answer);
}

function ofTriples(rows) {
  const labels = new Map();
  const ties = [];
  for (const { subject, predicate, object } of rows) {
    if (object.type === "literal" && LABEL.test(predicate.value)) labels.set(subject.value, object.value);
    if (object.type !== "literal" && predicate.value !== TYPE) {
      ties.push({ from: subject.value, to: object.value, kind: predicate.value });
    }
  }
  return ties.length ? network(ties, labels) : null;
}

/** Two columns of IRIs are the ends of a tie; one that is named for it says its kind. */
function ofPairs({ names, rows }) {
  const full = names.filter((name) => rows.every((row) => row[name]?.type === "uri"));
  const kind = full.find((name) => KIND.test(name));
  const ends = full.filter((name) => !KIND.test(name));
  if (ends.length < 2) return null;
  const varied = ends.filter((name) => new Set(rows.map((row) => row[name].value)).size > 1);
  const [from, to] = [...varied, ...ends.filter((name) => !varied.includes(name))];
  const ties = rows.map((row) => ({
    from: row[from].value, to: row[to].value, kind: kind ? row[kind].value : "",
  }));
  return network(ties, new Map());
}

function network(ties, labels) {
  const seen = new Set();
  const kept = ties.filter(({ from, to, kind }) => {
    const key = `${from} ${to} ${kind}`;
    if (from === to || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const nodes = new Set();
  const drawn = [];
  for (const tie of kept) {
    const fresh = [tie.from, tie.to].filter((iri) => !nodes.has(iri)).length;
    if (nodes.size + fresh > MOST_NODES) continue;
    nodes.add(tie.from).add(tie.to);
    drawn.push(tie);
  }
  if (!drawn.length) return null;
  return { kind: "network", nodes: [...nodes], ties: drawn, left: kept.length - drawn.length, labels };
}

function ofNumbers({ names, rows, total }) {
  const number = names.findLast((name) => rows.every((row) => NUMBER.test(row[name]?.datatype ?? "")));
  if (!number || rows.length < 2) return null;
  const others = names.filter((name) => name !== number);
  const bars = rows.map((row) => ({
    label: others.map((name) => row[name]).filter(Boolean), value: Number(row[number].value),
  }));
  bars.sort((one, other) => other.value - one.value);
  return { kind: "bars", title: number, bars: bars.slice(0, MOST_BARS), left: total - Math.min(rows.length, MOST_BARS) };
}

/** Rows counted by the year of a column of dates. */
function ofDays({ names, rows, total }) {
  const day = names.find((name) => rows.some((row) => DAY.test(row[name]?.datatype ?? "")));
  if (!day || rows.length < 3) return null;
  const years = new Map();
  for (const row of rows) {
    const year = row[day]?.value.slice(0, 4);
    if (year) years.set(year, (years.get(year) ?? 0) + 1);
  }
  if (years.size < 2) return null;
  const bars = [...years].sort().map(([year, value]) => ({ label: [{ type: "literal", value: year }], value }));
  return { kind: "bars", title: `rows by year of ${day}`, bars, left: total - rows.length };
}

/** Draw what drawable() found. text(iri) is what a node says, href(iri) where it leads. */
export function picture(found, { text, href }) {
  return found.kind === "network" ? drawNetwork(found, text, href) : drawBars(found, text);
}

function svg(name, attributes = {}, ...inner) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner);
  return made;
}

const cut = (told, most) => (told.length > most ? `${told.slice(0, most - 1)}…` : told);

function drawNetwork({ nodes, ties, left }, text, href) {
  const points = nodes.map((iri) => ({ iri, label: cut(text(iri), 34) }));
  const lines = ties.map(({ from, to, kind }) => ({ source: from, target: to, kind }));
  const spread = points.length > 40 ? 90 : 130;
  forceSimulation(points)
    .force("tie", forceLink(lines).id(({ iri }) => iri).distance(spread))
    .force("apart", forceManyBody().strength(-spread * 4))
    .force("room", forceCollide(34))
    .force("x", forceX().strength(0.06))
    .force("y", forceY().strength(0.1))
    .stop()
    .tick(300);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left0, top] = [Math.min(...xs) - 130, Math.min(...ys) - 40];
  const [width, height] = [Math.max(...xs) - left0 + 130, Math.max(...ys) - top + 50];
  const arrow = svg("marker", {
    id: "query-arrow", viewBox: "0 0 8 8", refX: "15", refY: "4", markerWidth: "7", markerHeight: "7", orient: "auto",
  }, svg("path", { d: "M0 0L8 4L0 8Z" }));
  const drawn = svg("svg", {
    viewBox: [left0, top, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height),
    role: "group", "aria-label": `Network of ${points.length} things and ${lines.length} ties; the table says the same`,
  }, svg("defs", {}, arrow));
  const labelled = lines.length <= 30;
  for (const { source, target, kind } of lines) {
    const told = `${source.label} – ${kind ? text(kind) : "tied to"} – ${target.label}`;
    const tie = svg("g", { class: "query-tie" }, svg("title", {}, told), svg("path", {
      d: `M${source.x.toFixed(1)} ${source.y.toFixed(1)}L${target.x.toFixed(1)} ${target.y.toFixed(1)}`, "marker-end": "url(#query-arrow)",
    }));
    if (labelled && kind) {
      const [x, y] = [(source.x + target.x) / 2, (source.y + target.y) / 2];
      tie.append(svg("text", { x: x.toFixed(1), y: (y - 4).toFixed(1), "text-anchor": "middle" }, cut(text(kind), 28)));
    }
    drawn.append(tie);
  }
  for (const { iri, label, x, y } of points) {
    const inner = [
      svg("title", {}, iri),
      svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 8 }),
      svg("text", { x: x.toFixed(1), y: (y + 24).toFixed(1), "text-anchor": "middle" }, label),
    ];
    const address = href(iri);
    drawn.append(address ? svg("a", { href: address, class: "query-node" }, ...inner) : svg("g", { class: "query-node" }, ...inner));
  }
  return figure(drawn, left ? `${left.toLocaleString("en")} more ties are in the table only.` : "");
}

function drawBars({ title, bars, left }, text) {
  const [row, start, width] = [26, 270, 760];
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const drawn = svg("svg", {
    viewBox: `0 0 ${width} ${bars.length * row + 8}`, width, height: bars.length * row + 8,
    role: "img", "aria-label": `Bars: ${title}; the table says the same`,
  });
  bars.forEach(({ label, value }, at) => {
    const told = label.map((term) => (term.type === "uri" ? text(term.value) : term.value)).join(" · ");
    const long = Math.max((value / most) * (width - start - 80), 1);
    drawn.append(svg("g", { class: "query-bar" },
      svg("title", {}, `${told}: ${value.toLocaleString("en")}`),
      svg("text", { x: start - 10, y: at * row + 20, "text-anchor": "end" }, cut(told, 38)),
      svg("rect", { x: start, y: at * row + 6, width: long.toFixed(1), height: row - 8, rx: 2 }),
      svg("text", { x: (start + long + 8).toFixed(1), y: at * row + 20 }, value.toLocaleString("en"))));
  });
  return figure(drawn, `${title}${left > 0 ? `; ${left.toLocaleString("en")} more rows are in the table only` : ""}`);
}

function figure(drawn, caption) {
  const made = document.createElement("figure");
  const frame = document.createElement("div");
  frame.className = "query-picture";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "Picture of the answer");
  frame.append(drawn);
  made.append(frame);
  if (caption) made.append(Object.assign(document.createElement("figcaption"), { textContent: caption }));
  return made;
}
