// An answer as a table that grows on demand.
import { mark } from "./names.js";

export const STEP = 500;

export function element(name, attributes = {}, ...inner) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner);
  return made;
}

/**
 * The table of an answer; more(from, to) fetches further rows.
 * answer: {names, total, rows} with terms as in SPARQL results.
 */
export function table(answer, names, more) {
  const body = element("tbody");
  const fill = (rows) => body.append(...rows.map((row) => line(row, answer.names, names)));
  fill(answer.rows);
  const head = element("tr", {}, ...answer.names.map((name) => element("th", { scope: "col" }, name)));
  const whole = element("table", {}, element("caption", { class: "unseen" }, "The answer"), element("thead", {}, head), body);
  const wide = element("div", { class: "wide", role: "region", "aria-label": "Table of the answer", tabindex: "0" }, whole);
  const shown = element("p", { class: "more" });
  let count = answer.rows.length;
  const tell = () => {
    shown.replaceChildren();
    if (count >= answer.total) return;
    const next = Math.min(STEP, answer.total - count);
    const button = element("button", { type: "button", class: "query-second" }, `Show ${next.toLocaleString("en")} more`);
    button.addEventListener("click", async () => {
      button.disabled = true;
      const rows = await more(count, count + next);
      fill(rows);
      count += rows.length;
      tell();
    });
    shown.append(`${count.toLocaleString("en")} of ${answer.total.toLocaleString("en")} rows shown `, button);
  };
  tell();
  return [wide, shown];
}

function line(row, columns, names) {
  return element("tr", {}, ...columns.map((column) => cell(row[column], names)));
}

function cell(term, names) {
  if (!term) return element("td");
  if (term.type === "uri") return element("td", {}, link(term.value, names));
  if (term.type !== "literal") return element("td", {}, element("code", {}, `_:${term.value}`));
  const text = element("span", { dir: "auto" }, term.value);
  if (term["xml:lang"]) text.setAttribute("lang", term["xml:lang"]);
  const told = mark(term, names);
  const numeric = /#(?:integer|decimal|double|float)$/.test(term.datatype ?? "");
  const made = element("td", numeric ? { class: "number" } : {}, text);
  if (told) made.append(" ", element("small", {}, told));
  return made;
}

function link(iri, names) {
  const href = names.href(iri);
  const text = element("code", {}, names.short(iri));
  return href ? element("a", { href, title: iri }, text) : text;
}
