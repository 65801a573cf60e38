import { CampusError, compileScorer, csvLine, decodeModel, type Forecast } from '@headway/campus'
import { type Command, UsageError } from '../command.ts'
import { oneFile, parse } from '../options.ts'
import { predictRunning } from '../predict-running.ts'
import { readForScoring } from '../read-for-scoring.ts'

/** predict: forecasts for every row of a file, as CSV or JSON. Rows that cannot be read are listed, and the exit code is 1. */
export const predict: Command = {
  name: 'predict',
  summary: 'Forecast every row of a file with a trained model',
  usage: `predict <model.json> <file.csv> [--out <forecasts.csv>] [--reasons] [--words] [--json]
    --out <file>         write there instead of printing
    --reasons            add the three largest reasons of each forecast, in words where there are some
    --words              say what became of past students with about the same forecast
    --json               one JSON object per line instead of CSV
  or: predict <folder of models> --dataset <dataset> --moment <date> [--out <forecasts.csv>] [--json]
    --dataset <folder>   a dataset of several terms: every enrolment that runs on the date, with its forecast or the reason for none
    --moment <date>      the day, like 2014-11-26; each section takes the model with the latest moment before it`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      reasons: { type: 'boolean', default: false },
      words: { type: 'boolean', default: false },
      dataset: { type: 'string' },
      moment: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const { dataset } = values
    if (dataset !== undefined) return predictRunning(oneFile(positionals, 'folder of models'), { ...values, dataset }, io)
    const [modelFile, file, ...rest] = positionals
    if (modelFile === undefined || file === undefined || rest.length > 0)
      throw new UsageError(`Give a model and a file, got ${positionals.length} names.`)
    const bundle = decodeModel(await io.readFile(modelFile))
    const scorer = compileScorer(bundle)
    const forecasts: Line[] = []
    let refused = 0
    for (const { line, values: given } of await readForScoring(file, scorer, bundle, io)) {
      try {
        forecasts.push({ line, ...scorer.score(given, { reasons: values.reasons, words: values.words }) })
      } catch (error) {
        if (!(error instanceof CampusError)) throw error
        io.err(`refused: ${file}, line ${line}: ${error.message}`)
        refused++
      }
    }
    const text = values.json ? forecasts.map(f => JSON.stringify(f)).join('\n') : csvOf(forecasts)
    if (values.out === undefined) io.out(text)
    else await io.writeFile(values.out, `${text}\n`)
    return refused > 0 ? 1 : 0
  },
}

type Line = Forecast & { readonly line: number }

function csvOf(forecasts: readonly Line[]): string {
  const classes = Object.keys(forecasts[0]?.probabilities ?? {})
  const header = [
    'line',
    'forecast',
    ...(forecasts[0]?.meaning === undefined ? [] : ['meaning']),
    ...classes.map(c => `p(${c})`),
    'unknown',
    ...(forecasts[0]?.reasons ? ['reasons'] : []),
    ...(forecasts[0]?.likeThis ? ['in words'] : []),
  ]
  const rows = forecasts.map(f => [
    String(f.line),
    f.label,
    ...(f.meaning === undefined ? [] : [f.meaning]),
    ...classes.map(c => String(f.probabilities?.[c])),
    f.unknown.join('; '),
    ...(f.reasons
      ? [
          f.reasons
            .slice(0, 3)
            .map(r => r.words ?? `${r.title}: ${r.value}`)
            .join('; '),
        ]
      : []),
    ...(f.likeThis ? [f.likeThis.sentence] : []),
  ])
  return [header, ...rows].map(csvLine).join('').trimEnd()
}
