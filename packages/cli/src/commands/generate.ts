import {
  type Codebook,
  codebooks,
  csvLine,
  decodeCodebook,
  type GenerateOptions,
  generateRows,
  generate as generateStudents,
  type Truth,
} from '@headway/campus'
import { readJson } from '../asking.ts'
import { type Command, type Io, UsageError } from '../command.ts'
import { parse, wholeNumber } from '../options.ts'

const MOST_ROWS = 10_000_000
const MOST_TRUTHS = 1_000_000 // held in memory; rows alone are not
const ROWS_A_WRITE = 2000

/** generate: synthetic students, with the relation they were made from. */
export const generate: Command = {
  name: 'generate',
  summary: 'Make synthetic students in a given schema, with a known truth',
  usage: `generate --out <students.csv> [--rows <n>] [--codebook <name or file>] [--truth <truth.json>] [--seed <n>] [--json]
    --out <file>         where the rows go
    --rows <n>           how many, up to 10,000,000 (default 600)
    --codebook <c>       ${Object.keys(codebooks).join(' | ')} | a datapackage.json (default uci856)
    --truth <file>       write the true effects and each row's true probabilities as JSON (up to 1,000,000 rows)
    --seed <n>           same seed: same students (default 1)
    --json               print data instead of text`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      rows: { type: 'string', default: '600' },
      codebook: { type: 'string', default: 'uci856' },
      truth: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    })
    if (positionals.length > 0) throw new UsageError(`generate takes options only, got ${positionals.join(' ')}.`)
    if (values.out === undefined) throw new UsageError('Say where the rows go: --out <students.csv>.')
    const codebook = codebooks[values.codebook] ?? decodeCodebook(await readJson(values.codebook, io))
    const rows = wholeNumber('rows', values.rows, 1, values.truth === undefined ? MOST_ROWS : MOST_TRUTHS)
    const options = { rows, seed: wholeNumber('seed', values.seed, 0) }
    await io.writeFile(values.out, csvOf(codebook, options, io))
    if (values.truth !== undefined)
      await io.writeFile(values.truth, JSON.stringify(readable(generateStudents(codebook, options).truth, rows)))
    const { out, truth } = values
    io.out(
      values.json
        ? JSON.stringify({ file: out, codebook: codebook.name, ...options, synthetic: true, ...(truth !== undefined && { truth }) })
        : `${rows} synthetic students in ${out}`,
    )
    return 0
  },
}

/** The file in pieces, so that memory does not grow with its rows. */
function* csvOf(codebook: Codebook, options: GenerateOptions, io: Io): Generator<string> {
  let text = csvLine(codebook.fields.map(f => f.name))
  let done = 0
  for (const cells of generateRows(codebook, options)) {
    text += csvLine(cells)
    if (++done % ROWS_A_WRITE > 0) continue
    yield text
    text = ''
    io.progress('rows', done, options.rows)
  }
  yield text
}

/** Probabilities as one list per row; a sum of effects per row. */
function readable({ probabilities, eta, ...truth }: Truth, rows: number) {
  const k = probabilities.length / rows
  return { ...truth, eta: [...eta], probabilities: Array.from({ length: rows }, (_, i) => [...probabilities.subarray(i * k, (i + 1) * k)]) }
}
