import type { GroupFigures } from './group-figures.ts'
import type { Grouped } from './grouped.ts'
import type { Counts, Kind } from './suppress/counts.ts'
import { hideCells } from './suppress/hide-cells.ts'

/** Two protected columns at once. Cells of shown groups only, and of those the cells that are themselves shown carry figures. */
export interface Intersection {
  readonly columns: readonly string[] // two
  readonly titles: readonly string[]
  readonly cells: readonly { readonly labels: readonly string[]; readonly figures?: GroupFigures }[]
}

/** The same with the rows of each shown cell in place of its figures. */
export type IntersectionRows = Omit<Intersection, 'cells'> & {
  readonly cells: readonly { readonly labels: readonly string[]; readonly members?: Int32Array }[]
}

/** Every pair of protected columns with at least two shown groups each, where at least one cell can be shown; whether hidden ones are kept. */
export function intersectionsOf(
  grouped: readonly Grouped[],
  countsOf: (members: Int32Array) => Counts,
  kinds: readonly Kind[],
): { readonly tables: readonly IntersectionRows[]; readonly kept: boolean } {
  const able = grouped.filter(({ trait, hidden }) => trait.sensitivity === 'protected' && hidden.filter(h => !h).length > 1)
  const tables = able.flatMap((first, k) => able.slice(k + 1).map(second => intersection(first, second, countsOf, kinds)))
  return { tables: tables.filter(({ cells }) => cells.some(cell => cell.members)), kept: tables.every(table => table.kept) }
}

function intersection(
  first: Grouped,
  second: Grouped,
  countsOf: (members: Int32Array) => Counts,
  kinds: readonly Kind[],
): IntersectionRows & { readonly kept: boolean } {
  const rows = lines(first)
  const cols = lines(second)
  const lineOf = second.trait.of
  const cells = rows.flatMap(row =>
    cols.map(col => {
      const members = Int32Array.from(row.groups.flatMap(g => [...first.members[g]!.filter(i => col.groups.includes(lineOf[i]!))]))
      return { labels: [row.label, col.label], members, merged: row.merged || col.merged }
    }),
  )
  const { hidden, kept } = hideCells(
    cells.map(cell => countsOf(cell.members)),
    cols.length,
    cells.map(cell => cell.merged),
    kinds,
  )
  return {
    kept,
    columns: [first.trait.column, second.trait.column],
    titles: [first.trait.title, second.trait.title],
    cells: cells.flatMap(({ labels, members, merged }, i) => (merged ? [] : [{ labels, ...(!hidden[i] && { members }) }])),
  }
}

/** One line per shown group, and one for all hidden ones together. */
function lines({ trait, hidden }: Grouped): { label: string; groups: number[]; merged: boolean }[] {
  const all = trait.groups.map((_, g) => g)
  const together = all.filter(g => hidden[g])
  return [
    ...all.filter(g => !hidden[g]).map(g => ({ label: trait.groups[g]!, groups: [g], merged: false })),
    ...(together.length > 0 ? [{ label: '', groups: together, merged: true }] : []),
  ]
}
