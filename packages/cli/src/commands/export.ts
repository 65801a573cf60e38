import { decodeModel, exportFormats } from '@headway/campus'
import { importFile } from '@headway/ingest'
import { type Command, UsageError } from '../command.ts'
import { oneFile, oneOf, parse } from '../options.ts'

const formats = Object.keys(exportFormats)
const dialects = ['postgresql', 'duckdb', 'spark'] as const

/** export: a model for other software, or for paper. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Write a model as a formula that other software runs, or as a card to add up by hand',
  usage: `export <model.json> --to ${formats.join(' | ')} [--out <file>]
    --to <format>        javascript: an ES module without dependencies; sql: one SELECT over a table;
                         onnx: a graph for ONNX runtimes; card: a page to print
    --dialect <name>     sql: ${dialects.join(' | ')} (default postgresql)
    --table <name>       sql: the table that the forecasts are of, with its schema where needed: public.students
    --key <column>       sql: a column handed on beside the forecasts (repeat for more; default: the codebook's key)
    --rows <file.csv>    card: past students, read by the model's codebook; bands and the rounding come from them
    --out <file>         write there instead of printing`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      to: { type: 'string' },
      dialect: { type: 'string' },
      table: { type: 'string' },
      key: { type: 'string', multiple: true },
      rows: { type: 'string' },
      out: { type: 'string' },
    })
    const file = oneFile(positionals, 'model')
    const { dialect, table, key, rows, out } = values
    if (values.to === undefined) throw new UsageError(`Say into what: --to ${formats.join(' | ')}.`)
    const to = oneOf('to', values.to, formats)
    const idle = (['dialect', 'table', 'key'] as const).find(name => to !== 'sql' && values[name] !== undefined)
    if (idle) throw new UsageError(`--${idle} belongs to --to sql.`)
    if (to !== 'card' && rows !== undefined) throw new UsageError('--rows belongs to --to card.')
    if (to === 'sql' && !table) throw new UsageError('Name the table that the forecasts are of: --table <name>.')
    if (to === 'card' && rows === undefined) throw new UsageError('Give past students, by whom the card is made: --rows <file.csv>.')
    const bundle = decodeModel(await io.readFile(file))
    const written = exportFormats[to]!(bundle, {
      ...(dialect !== undefined && { dialect: oneOf('dialect', dialect, dialects) }),
      ...(table !== undefined && { table: table.split('.') }),
      ...(key && { key }),
      ...(rows !== undefined && { rows: (await importFile(rows, { codebook: bundle.codebook })).dataset.table }),
    })
    if (out !== undefined) await io.writeFile(out, written)
    else if (typeof written === 'string') io.out(written.trimEnd())
    else throw new UsageError(`${to} is no text: say where it goes with --out <file>.`)
    return 0
  },
}
