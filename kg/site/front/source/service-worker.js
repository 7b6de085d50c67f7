// Answers the SPARQL Protocol at …/sparql in the browser, for every page of the site. The
// browser ends a service worker that has nothing to do, so the data is loaded when a query
// comes and stays in memory as long as the worker lives.
import { Engine, fetched } from "./engine.js";
import { respond } from "./protocol.js";

const ROOT = new URL("./", self.location.href).href;
const ENDPOINT = new URL("sparql", ROOT);
let settings;
let starting;
let loading;

const once = (promise, forget) => {
  promise.catch(forget);
  return promise;
};

function started() {
  settings ??= once(
    fetched(new URL("query/settings.json", ROOT)).then((answer) => answer.json()),
    () => { settings = undefined; },
  );
  starting ??= once(
    settings.then((told) => Engine.started(told, ROOT)),
    () => { starting = undefined; },
  );
  return starting;
}

async function engine() {
  const found = await started();
  loading ??= once(
    settings.then(async ({ core, lists }) => {
      for (const file of [core, ...lists]) await found.load(file);
    }),
    () => { loading = undefined; },
  );
  await loading;
  return found;
}

/** The published description, whose addresses are made those of this host. */
async function description(type) {
  const [answer, found] = await Promise.all([fetched(new URL("sparql/index.nt", ROOT)), started()]);
  const { base } = await settings;
  return found.converted((await answer.text()).replaceAll(`<${base}sparql`, `<${ROOT}sparql`), type);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (origin !== ENDPOINT.origin || pathname !== ENDPOINT.pathname) return;
  const person = event.request.mode === "navigate" && !search;
  if (!person) event.respondWith(respond(event.request, { engine, description }));
});
