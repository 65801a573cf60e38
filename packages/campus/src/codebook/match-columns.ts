import type { RawTable } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import type { Codebook } from './codebook.ts'

/**
 * Where each field's cells stand: positions in the raw table, −1 for a column that may be absent and is.
 *
 * @throws CampusError `duplicate_column`, `unknown_column`, `missing_column`, naming the file
 */
export function matchColumns({ fields, title }: Codebook, { file, names }: RawTable, absent: readonly string[] = []): number[] {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new CampusError('duplicate_column', `${file} has two columns called ${twice}. Rename or delete one.`)
  const known = fields.map(f => f.name)
  const lost = known.filter(name => !names.includes(name) && !absent.includes(name))
  const extra = names.filter(name => !known.includes(name))
  const beside = extra.length > 0 ? ` It has ${listed(extra)} instead.` : ''
  if (lost.length > 0) {
    throw new CampusError(
      'missing_column',
      `${file} has no column ${listed(lost)}, which ${title} expects.${beside} Add it, spelled like that, or read the file by another codebook.`,
    )
  }
  if (extra.length > 0) {
    throw new CampusError(
      'unknown_column',
      `${file} has a column ${listed(extra)}, which ${title} does not have. Delete it, or read the file by another codebook.`,
    )
  }
  return known.map(name => names.indexOf(name))
}

function listed(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return (
    names
      .slice(0, 5)
      .map(name => JSON.stringify(name))
      .join(', ') + more
  )
}
