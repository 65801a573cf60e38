import { type ColumnProfile, encodeCodebook, profile as profileOf } from '@headway/campus'
import { readDataset } from '../asking.ts'
import type { Command } from '../command.ts'
import { oneFile, parse } from '../options.ts'
import { tableText } from '../report-text.ts'

/** profile: what a file holds, and the codebook it was read by. */
export const profile: Command = {
  name: 'profile',
  summary: 'Show what a file holds, column by column, and save its codebook',
  usage: `profile <file.csv> [--codebook <datapackage.json>] [--save <datapackage.json>] [--json]
    --codebook <file>    read by this codebook (default: recognised, otherwise guessed)
    --save <file>        write the codebook, to be checked and corrected by a person
    --json               print data instead of a table`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      codebook: { type: 'string' },
      save: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const dataset = await readDataset(oneFile(positionals, 'file'), values.codebook, io)
    const found = profileOf(dataset)
    if (values.save !== undefined) await io.writeFile(values.save, `${JSON.stringify(encodeCodebook(dataset.codebook), null, 2)}\n`)
    if (values.json) {
      io.out(JSON.stringify(found))
      return 0
    }
    io.out(`${dataset.codebook.title}: ${found.rows} rows, ${found.columns.length} columns, hash ${dataset.hash.slice(0, 12)}`)
    io.out('')
    io.out(tableText(['column', 'scale', 'role', 'sensitivity', 'missing', 'values'], found.columns.map(lineOf)))
    for (const warning of found.warnings) io.err(`warning: ${warning.message}`)
    return 0
  },
}

function lineOf(column: ColumnProfile): string[] {
  const { name, scale, role, sensitivity = '', missing } = column
  const values = valuesOf(column)
  return [name, scale, role, sensitivity, String(missing), values.length > 60 ? `${values.slice(0, 59)}…` : values]
}

function valuesOf(column: ColumnProfile): string {
  switch (column.kind) {
    case 'codes':
      return column.top.map(c => `${c.label} ${c.count}`).join(', ')
    case 'numbers':
      return column.n === 0 ? '' : `${column.minimum} … ${column.median} … ${column.maximum}`
    case 'identifiers':
      return `${column.distinct} distinct`
    default:
      return column satisfies never
  }
}
