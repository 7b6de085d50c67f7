// Validates with shacl-engine: {folder, data, shapes} as JSON on standard input, the
// graphs as N-Triples; prints one line for each result.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const { folder, data, shapes } = JSON.parse(readFileSync(0, 'utf8'))
const require = createRequire(`${folder}/package.json`)
const load = async (name) => import(pathToFileURL(require.resolve(name)))
const { Validator } = await load('shacl-engine')
const sparql = await load('shacl-engine/sparql.js')
const rdf = (await load('rdf-ext')).default
const { Parser } = require('n3')

const parsed = (text) => rdf.dataset(new Parser({ factory: rdf }).parse(text))
const validator = new Validator(parsed(shapes), { factory: rdf, validations: sparql.validations })
const report = await validator.validate({ dataset: parsed(data) })
const name = (term) => (term ? term.value.replace(/^.*[#/]/, '') : '-')
const lines = report.results.map((result) => [
  name(result.constraintComponent),
  name(result.focusNode.term),
  result.value ? name(result.value.term) : '-'
].join(' '))
console.log(lines.sort().map((line) => `  shacl-engine: ${line}`).join('\n') || '  shacl-engine: conforms')
