// Bundles the query page, its worker and the service worker into the folder named by the
// first argument, with the texts of the licences of everything that went in.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const out = process.argv[2];
const modules = "node_modules";

const { metafile } = await build({
  entryPoints: [
    { in: "source/page.js", out: "query" },
    { in: "source/query.css", out: "query" },
    { in: "source/worker.js", out: "worker" },
    { in: "source/service-worker.js", out: "service-worker" },
  ],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // whole licence texts stand in licences.txt instead
  define: { "import.meta.url": "self.location.href" }, // oxigraph is told where its wasm is
  metafile: true,
  logLevel: "warning",
});

// A package that is offered under MIT without its text still asks that the text go with it.
function mit({ name, license, homepage }) {
  if (!/\bMIT\b/.test(license)) throw new Error(`${name} carries no text of its licence ${license}`);
  return `Copyright (c) the developers of ${name}, ${homepage}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

const packages = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (match) packages.add(match[1]);
}
const texts = [];
for (const name of [...packages].sort()) {
  const told = JSON.parse(await readFile(join(modules, name, "package.json"), "utf8"));
  const files = (await readdir(join(modules, name))).filter((file) => /^licen[cs]e/i.test(file));
  const parts = [`${name} ${told.version} (${told.license})`];
  for (const file of files.sort()) {
    parts.push((await readFile(join(modules, name, file), "utf8")).trim());
  }
  if (!files.length) parts.push(mit(told));
  texts.push(parts.join("\n\n"));
}
await mkdir(out, { recursive: true });
await writeFile(join(out, "licences.txt"), `${texts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`);
await copyFile(join(modules, "oxigraph", "web_bg.wasm"), join(out, "oxigraph.wasm"));
