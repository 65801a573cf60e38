import { stat } from 'node:fs/promises'
import { CampusError, compileScorer, csvLine, decodeModel, type Forecast } from '@headway/campus'
import { type Command, UsageError } from '../command.ts'
import { type ForecastColumn, forecastColumns } from '../forecast-columns.ts'
import { oneFile, parse } from '../options.ts'
import { predictRunning, runningOptions, runningUsage } from '../predict-running.ts'
import { readForScoring } from '../read-for-scoring.ts'

/** predict: forecasts for every row of a file, as CSV or JSON. Rows that cannot be read are listed, and the exit code is 1. */
export const predict: Command = {
  name: 'predict',
  summary: 'Forecast every row of a file with a trained model',
  usage: `predict <model.json> <file.csv> [--out <forecasts.csv>] [--reasons] [--words] [--json]
    --out <file>         write there instead of printing
    --reasons            add up to three reasons that can still change, in words where there are some (--json: all, with background)
    --words              say what became of past students with about the same forecast
    --json               one JSON object per line instead of CSV${runningUsage}`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      reasons: { type: 'boolean', default: false },
      words: { type: 'boolean', default: false },
      ...runningOptions,
      json: { type: 'boolean', default: false },
    })
    const { dataset } = values
    if (dataset !== undefined) return predictRunning(oneFile(positionals, 'folder of models'), { ...values, dataset }, io)
    const [modelFile, file, ...rest] = positionals
    if (modelFile === undefined || file === undefined || rest.length > 0)
      throw new UsageError(`Give a model and a file, got ${positionals.length} names.`)
    if ((await stat(modelFile).catch(() => undefined))?.isDirectory())
      throw new UsageError(`${modelFile} is a folder of models. Give one of its models, or a dataset with --dataset and --moment.`)
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
  const columns: ForecastColumn<Line>[] = [{ name: 'line', cell: f => String(f.line) }, ...forecastColumns(forecasts)]
  return [columns.map(c => c.name), ...forecasts.map(f => columns.map(c => c.cell(f)))].map(csvLine).join('').trimEnd()
}
