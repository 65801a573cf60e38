import { curvesOf, decodeModel, editModel, encodeModel, type ModelEdit, type TitledCurve } from '@headway/campus'
import { type Command, UsageError } from '../command.ts'
import { oneFile, parse, wholeNumber } from '../options.ts'
import { tableText } from '../report-text.ts'

/** curves: what an additive model adds for each value of each column; and a person's change to one curve, kept with who and why. */
export const curves: Command = {
  name: 'curves',
  summary: "Print an additive model's curves, or flatten, smooth or set one",
  usage: `curves <model.json> [--column <name>] [--output <class>] [--json]
       headway curves <model.json> --column <name> (--flatten a..b | --smooth <bins> | --set bin=value)
                      --by <name> --reason <text> --out <edited.json> [--output <class>] [--json]
    --column <name>      only the curve of this column, by name or title (needed for an edit)
    --output <class>     only the curves of this class, where the model has a curve for each (default: all classes)
    --flatten <a..b>     give the bins a to b their mean (numbers and ordered levels)
    --smooth <bins>      give each bin the mean of so many bins around it, an odd number (numbers and ordered levels)
    --set <bin=value>    give one bin a value; then the whole curve is moved so that its mean over the students is 0 again
    --by <name>          who makes the edit; it is kept in the model and said in its report
    --reason <text>      why, in words
    --out <file>         where the edited model goes
    --json               print data instead of tables`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      column: { type: 'string' },
      output: { type: 'string' },
      flatten: { type: 'string' },
      smooth: { type: 'string' },
      set: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const file = oneFile(positionals, 'model')
    const { column, output, out } = values
    const only = { ...(column !== undefined && { column }), ...(output !== undefined && { output }) }
    const edit = editFrom(values)
    if (edit && out === undefined) throw new UsageError('Say where the edited model goes: --out <edited.json>.')
    const read = decodeModel(await io.readFile(file))
    const bundle = edit ? editModel(read, edit) : read
    if (out !== undefined) await io.writeFile(out, encodeModel(bundle))
    const found = curvesOf(bundle, only)
    io.out(values.json ? JSON.stringify(found) : found.map(curveText).join('\n\n'))
    if (out !== undefined && !values.json) io.out(`\nedited model in ${out}`)
    return 0
  },
}

type Values = Readonly<Partial<Record<'column' | 'output' | 'flatten' | 'smooth' | 'set' | 'by' | 'reason' | 'out', string | undefined>>>

/** @throws UsageError where an edit is said by halves */
function editFrom(values: Values): ModelEdit | undefined {
  const { column, output, by = '', reason = '' } = values
  const changes = changesIn(values)
  const [change, ...others] = changes
  if (!change) {
    const idle = (['by', 'reason', 'out'] as const).find(name => values[name] !== undefined)
    if (idle === undefined) return undefined
    throw new UsageError(`--${idle} belongs to an edit. Say which: --flatten a..b, --smooth <bins> or --set bin=value.`)
  }
  if (others.length > 0) throw new UsageError(`Make one edit at a time, got ${changes.map(c => `--${c.kind}`).join(' and ')}.`)
  if (column === undefined) throw new UsageError('Name the column whose curve is edited: --column <name>.')
  if (by.trim() === '') throw new UsageError('Say who makes the edit: --by <name>.')
  if (reason.trim() === '') throw new UsageError('Say why the curve is edited: --reason <text>.')
  return { ...change, column, ...(output !== undefined && { output }), by, reason }
}

function changesIn({ flatten, smooth, set }: Values) {
  return [
    ...(flatten === undefined ? [] : [flattening(flatten)]),
    ...(smooth === undefined ? [] : [{ kind: 'smooth', window: wholeNumber('smooth', smooth, 1) } as const]),
    ...(set === undefined ? [] : [setting(set)]),
  ]
}

function flattening(text: string) {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(text) ?? []
  if (from === undefined || to === undefined)
    throw new UsageError(`--flatten must be the first and last bin with two dots between, as 3..5, got ${text}.`)
  return { kind: 'flatten', from: Number(from), to: Number(to) } as const
}

function setting(text: string) {
  const [, bin, value] = /^(\d+)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (bin === undefined || value === undefined) throw new UsageError(`--set must be a bin, = and a number, as 4=-0.2, got ${text}.`)
  return { kind: 'set', bin: Number(bin), value: Number(value) } as const
}

function curveText({ column, title, adds, bins, edits }: TitledCurve): string {
  const rows = bins.map(({ holds, value, low, high, share }, bin) => [
    `${String(bin).padStart(3)}  ${holds}`,
    value.toFixed(3),
    `${low.toFixed(3)} to ${high.toFixed(3)}`,
    `${(100 * share).toFixed(1)} %`,
  ])
  const named = title === column ? title : `${title} (${column})`
  return [`${named}: adds to the ${adds}`, ...edits, tableText(['bin  holds', 'value', 'error range', 'students'], rows)].join('\n')
}
