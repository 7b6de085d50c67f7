// The query page: an editor, what is loaded, a run that can be stopped, and the answer.
import { Data, megabytes } from "./data.js";
import { Editor } from "./editor.js";
import { named } from "./guard.js";
import { Names } from "./names.js";
import { drawable, picture } from "./picture.js";
import { element, table } from "./table.js";

const ROWS = { CSV: ["text/csv", "csv"], TSV: ["text/tab-separated-values", "tsv"], JSON: ["application/sparql-results+json", "json"], XML: ["application/sparql-results+xml", "xml"] };
const TRUTH = { JSON: ROWS.JSON, XML: ROWS.XML };
const GRAPH = { Turtle: ["text/turtle", "ttl"], "N-Triples": ["application/n-triples", "nt"], "JSON-LD": ["application/ld+json", "jsonld"], "RDF/XML": ["application/rdf+xml", "rdf"] };

const at = (id) => document.getElementById(id);
const root = new URL(at("query").dataset.root, location.href).href;

async function open() {
  const answer = await fetch(new URL("query/settings.json", root));
  if (!answer.ok) throw new Error(`query/settings.json cannot be read (${answer.status})`);
  return new QueryPage(await answer.json());
}

class QueryPage {
  #settings;
  #names;
  #editor;
  #data;
  #running = false;
  #asked = "";

  constructor(settings) {
    this.#settings = settings;
    this.#names = new Names(settings, root);
    this.#editor = new Editor(at("query-editor"), settings, () => this.run());
    const progress = (told, share) => this.#progress(told, share);
    this.#data = new Data(settings, root, at("query-lists"), progress, () => this.#load());
    this.#examples();
    at("query-run").addEventListener("click", () => this.run());
    at("query-stop").addEventListener("click", () => this.#stop());
    at("query-link").addEventListener("click", () => this.#copy());
    addEventListener("hashchange", () => this.#fromLink());
    this.#fromLink();
    if (!this.#editor.text) this.#take(settings.questions.find(({ name }) => name.startsWith("cq05")) ?? settings.questions[0]);
    this.#load();
  }

  #examples() {
    const choice = at("query-examples");
    for (const audience of new Set(this.#settings.questions.map((each) => each.audience))) {
      const group = element("optgroup", { label: `For a ${audience}` });
      for (const each of this.#settings.questions.filter((question) => question.audience === audience)) {
        group.append(element("option", { value: each.name }, each.title));
      }
      choice.append(group);
    }
    choice.addEventListener("change", () => {
      const found = this.#settings.questions.find(({ name }) => name === choice.value);
      if (found) this.#take(found);
    });
  }

  #take({ name, query }) {
    this.#editor.text = query.trim();
    at("query-examples").value = name;
  }

  /** Take the query that stands behind # in the address; it runs once the data is there. */
  #fromLink() {
    const told = new URLSearchParams(location.hash.slice(1));
    const question = this.#settings.questions.find(({ name }) => name === told.get("question"));
    if (question) this.#take(question);
    else if (told.get("query")) {
      this.#editor.text = told.get("query");
      at("query-examples").value = "";
    } else return;
    this.run();
  }

  async #load() {
    try {
      await this.#data.ready();
      if (!this.#running) this.#tell("Ready.");
    } catch (error) {
      if (error.kind !== "stopped" || !this.#data.client.alive) this.#fail(error);
    } finally {
      this.#settle();
    }
  }

  #progress(told, share) {
    const bar = at("query-progress");
    bar.hidden = false;
    bar.value = share;
    const text = share ? `${told}: ${Math.floor(share * 100)} %` : `${told} …`;
    at("query-loading").textContent = text;
    at("query-stop").disabled = false;
  }

  /** Run the query, or ask first where the core alone cannot answer it. */
  async run(despite = false) {
    if (this.#running) return;
    const query = this.#editor.text;
    this.#editor.mark(null);
    at("query-more").replaceChildren();
    if (!despite && this.#lacking(query)) return;
    this.#running = true;
    this.#asked = query;
    at("query-stop").disabled = false;
    at("query-run").disabled = true;
    history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
    try {
      await this.#data.ready();
      this.#tell("Running …");
      this.#clear();
      await this.#show(await this.#data.client.call("ask", { query }));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#running = false;
      this.#settle();
    }
  }

  #settle() {
    const busy = this.#running || this.#data.loading;
    at("query-stop").disabled = !busy;
    at("query-run").disabled = this.#running;
    if (!this.#data.loading) {
      at("query-progress").hidden = true;
      at("query-loading").textContent = "";
    }
  }

  /** Whether the query names what no loaded file has; offers to load the lists then. */
  #lacking(query) {
    const { core, lists, prefixes } = this.#settings;
    if (this.#data.ticked.any) return false;
    const left = new Set(core.left);
    const needs = [...named(query, prefixes)].filter((iri) => left.has(iri));
    if (!needs.length) return false;
    const packed = lists.reduce((sum, list) => sum + list.packed, 0);
    const told = element("p", {}, "The core alone has no ", ...needs.slice(0, 4).flatMap((iri, place) => (
      [place ? ", " : "", element("code", {}, this.#names.short(iri))]
    )), needs.length > 4 ? " and more" : "", ", so it cannot answer this.");
    const all = element("button", { type: "button" }, `Load all lists (${megabytes(packed)}) and run`);
    all.addEventListener("click", () => {
      this.#data.tickAll();
      this.run(true);
    });
    const as = element("button", { type: "button", class: "query-second" }, "Run on the core alone");
    as.addEventListener("click", () => this.run(true));
    at("query-more").replaceChildren(told, element("p", {}, all, " ", as));
    this.#tell("The query needs more than is loaded.");
    all.focus();
    return true;
  }

  #stop() {
    this.#data.restart();
    this.#tell("Stopped. The engine starts again.");
    this.#load();
  }

  #tell(text) {
    at("query-told").textContent = text;
    at("query-told").classList.remove("failed");
  }

  #fail(error) {
    if (error.kind === "stopped" && this.#data.client.alive) return;
    this.#editor.mark(error);
    at("query-told").textContent = error.message;
    at("query-told").classList.add("failed");
    if (error.kind === "stopped") this.#tell("Stopped. The engine starts again.");
  }

  #clear() {
    for (const id of ["query-table", "query-drawn", "query-views", "query-downloads"]) at(id).replaceChildren();
  }

  async #show(answer) {
    const took = answer.seconds < 0.1 ? `${Math.max(1, Math.round(answer.seconds * 1e3))} ms` : `${answer.seconds.toFixed(1)} s`;
    const { all, any } = this.#data.ticked;
    const from = all ? "" : `, from the core ${any ? "and the lists ticked" : "alone"}`;
    if ("boolean" in answer) {
      this.#tell(`${answer.boolean ? "Yes" : "No"}, in ${took}${from}.`);
      at("query-table").append(element("p", { class: "query-truth" }, answer.boolean ? "Yes" : "No"));
      this.#downloads(TRUTH);
      return;
    }
    const word = answer.graph ? "statement" : "row";
    this.#tell(`${answer.total.toLocaleString("en")} ${word}${answer.total === 1 ? "" : "s"} in ${took}${from}.`);
    if (!answer.total) return;
    at("query-table").append(...table(answer, this.#names, (from_, to) => this.#data.client.call("rows", { from: from_, to })));
    await this.#views(answer);
    this.#downloads(answer.graph ? GRAPH : ROWS);
  }

  /** Table and picture, one of them shown. */
  async #views(answer) {
    const found = drawable(answer, this.#asked);
    at("query-table").hidden = false;
    at("query-drawn").hidden = true;
    if (!found) return;
    const choose = (shown) => {
      for (const [id, button] of Object.entries(buttons)) {
        at(id).hidden = id !== shown;
        button.setAttribute("aria-pressed", String(id === shown));
      }
    };
    const buttons = Object.fromEntries([["query-table", "Table"], ["query-drawn", "Picture"]].map(([id, name]) => {
      const button = element("button", { type: "button", class: "query-second" }, name);
      button.addEventListener("click", async () => {
        if (id === "query-drawn" && !at(id).firstChild) at(id).append(await this.#drawn(found));
        choose(id);
      });
      return [id, button];
    }));
    at("query-views").append(...Object.values(buttons));
    choose("query-table");
  }

  async #drawn(found) {
    const iris = found.nodes
      ? [...new Set([...found.nodes, ...found.ties.map(({ kind }) => kind).filter(Boolean)])]
      : [...new Set(found.bars.flatMap(({ label }) => label.filter(({ type }) => type === "uri").map(({ value }) => value)))];
    const labels = await this.#data.client.call("labels", { iris });
    const text = (iri) => found.labels?.get(iri) || labels[iri] || this.#names.short(iri);
    return picture(found, { text, href: (iri) => this.#names.href(iri) });
  }

  #downloads(types) {
    const query = this.#asked;
    const buttons = Object.entries(types).map(([name, [type, ending]]) => {
      const button = element("button", { type: "button", class: "query-second" }, name);
      button.addEventListener("click", async () => {
        try {
          const text = await this.#data.client.call("text", { query, type });
          const href = URL.createObjectURL(new Blob([text], { type }));
          element("a", { href, download: `answer.${ending}` }).click();
          setTimeout(() => URL.revokeObjectURL(href), 10_000);
        } catch (error) {
          this.#fail(error);
        }
      });
      return button;
    });
    at("query-downloads").append("Download ", ...buttons);
  }

  async #copy() {
    const link = new URL(`#${new URLSearchParams({ query: this.#editor.text })}`, location.href);
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link.href);
      this.#tell("The link to this query is copied.");
    } catch {
      this.#tell("The link to this query stands in the address line.");
    }
  }
}

/** The endpoint in the browser: a service worker that the whole site may ask. */
async function endpoint() {
  const told = at("query-endpoint");
  if (!navigator.serviceWorker) {
    told.textContent = "This browser, or an address without https, allows no service worker, so the endpoint is missing here.";
    return;
  }
  try {
    await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root });
    await navigator.serviceWorker.ready;
    told.textContent = "It is ready in this browser.";
  } catch (error) {
    told.textContent = `It cannot be set up in this browser: ${error.message}`;
  }
}

at("query-address").textContent = new URL("sparql", root).href;
open().catch((error) => {
  at("query-told").textContent = `The query page does not work: ${error.message}.`;
  at("query-told").classList.add("failed");
});
endpoint();
