import { writeFileSync } from 'node:fs'
import { askQuestion, compileScorer, encodeModel, frame, generate, quickly, readTable, train, uci856 } from '@headway/campus'

/**
 * Writes the bundle that this version ships, with the forecasts it gives, to golden/bundles. Run it once per version of the bundle's
 * format and keep what it wrote for good: `node packages/campus/golden/make-bundle.ts v2 linear`, `… v2-stack stack`.
 */
const [version, learner] = process.argv.slice(2)
if (version === undefined || learner === undefined) throw new Error('Name the version and the learner: v2 linear')
const { raw } = generate(uci856, { rows: 160, seed: 7 })
const { dataset } = readTable(uci856, raw, { synthetic: true })
const framed = frame(dataset, askQuestion(uci856, { target: 'GRADE' }))
const bundle = train(framed, { seed: 7, learner, budget: { configurations: 8 }, ...quickly(framed, 7) })
const scorer = compileScorer(bundle)
const rows = Array.from({ length: 5 }, (_, i) =>
  Object.fromEntries(scorer.inputs.map(f => [f.name, Number(raw.columns[raw.names.indexOf(f.name)]![i])])),
)
const folder = new URL('bundles/', import.meta.url)
writeFileSync(new URL(`${version}.json`, folder), encodeModel(bundle))
writeFileSync(
  new URL(`${version}.forecasts.json`, folder),
  `${JSON.stringify(
    rows.map(values => ({ values, forecast: scorer.score(values, { reasons: true }) })),
    null,
    1,
  )}\n`,
)
