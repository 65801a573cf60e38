import { codebooks, csvLine, decodeCodebook, generate as generateStudents, type RawTable, type Truth } from '@headway/campus'
import { type Command, UsageError } from '../command.ts'
import { parse, wholeNumber } from '../options.ts'

/** generate: synthetic students, with the relation they were made from. */
export const generate: Command = {
  name: 'generate',
  summary: 'Make synthetic students in a given schema, with a known truth',
  usage: `generate --out <students.csv> [--rows <n>] [--codebook <name or file>] [--truth <truth.json>] [--seed <n>]
    --out <file>         where the rows go
    --rows <n>           how many (default 600)
    --codebook <c>       ${Object.keys(codebooks).join(' | ')} | a datapackage.json (default uci856)
    --truth <file>       write the true effects and each row's true probabilities as JSON
    --seed <n>           same seed: same students (default 1)`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      rows: { type: 'string', default: '600' },
      codebook: { type: 'string', default: 'uci856' },
      truth: { type: 'string' },
      seed: { type: 'string', default: '1' },
    })
    if (positionals.length > 0) throw new UsageError(`generate takes options only, got ${positionals.join(' ')}.`)
    if (values.out === undefined) throw new UsageError('Say where the rows go: --out <students.csv>.')
    const codebook = codebooks[values.codebook] ?? decodeCodebook(JSON.parse(await io.readFile(values.codebook)))
    const rows = wholeNumber('rows', values.rows, 1, 10_000_000)
    const { raw, truth } = generateStudents(codebook, { rows, seed: wholeNumber('seed', values.seed, 0) })
    await io.writeFile(values.out, linesOf(raw))
    if (values.truth !== undefined) await io.writeFile(values.truth, JSON.stringify(readable(truth, rows)))
    io.out(`${rows} synthetic students in ${values.out}`)
    return 0
  },
}

function* linesOf({ names, columns, lines }: RawTable): Generator<string> {
  yield csvLine(names)
  for (let row = 0; row < lines.length; row++) yield csvLine(columns.map(cells => cells[row]!))
}

/** Probabilities as one list per row; a sum of effects per row. */
function readable({ probabilities, eta, ...truth }: Truth, rows: number) {
  const k = probabilities.length / rows
  return { ...truth, eta: [...eta], probabilities: Array.from({ length: rows }, (_, i) => [...probabilities.subarray(i * k, (i + 1) * k)]) }
}
