import { columnOf } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'
import { bandNames, bandOf } from '../question/question.ts'

/** One column by which students are told apart: the groups that have a row, and which of them each row belongs to. */
export interface Trait {
  readonly column: string
  readonly title: string
  readonly sensitivity: 'protected' | 'proxy'
  readonly groups: readonly string[] // labels; 'not recorded' last, where rows lack the value
  readonly of: Int32Array // [rows] positions in `groups`
}

/**
 * The protected columns of the dataset, then its proxies, over the given rows. Codes in the order of the codebook, by their labels;
 * a quantity in bands by its quartiles over these rows. Identifiers are left out, and columns that are the same for every row; so is
 * one whose groups follow from an earlier column or the other way round, row by row: side by side, two such tables could be subtracted.
 */
export function traitsOf(dataset: Dataset, rows: ArrayLike<number>): Trait[] {
  const traits = sensitive(dataset)
    .filter(f => f.scale.kind !== 'identifier')
    .map(field => occupied(field, groupsOf(dataset, field, rows)))
  const kept: Trait[] = []
  for (const trait of traits) {
    if (trait.groups.length > 1 && !kept.some(other => follows(trait, other) || follows(other, trait))) kept.push(trait)
  }
  return kept
}

/** Titles of the protected columns and proxies that `traitsOf` left out. */
export function leftOutOf(dataset: Dataset, traits: readonly Trait[]): string[] {
  return sensitive(dataset)
    .filter(f => !traits.some(t => t.column === f.name))
    .map(f => f.title)
}

interface Grouping {
  readonly labels: readonly string[]
  readonly of: Int32Array // [rows] −1: not recorded
}

function sensitive({ codebook }: Dataset): Field[] {
  const fields = codebook.fields.filter(f => f.role !== 'target' && f.role !== 'student')
  return [...fields.filter(f => f.sensitivity === 'protected'), ...fields.filter(f => f.sensitivity === 'proxy')]
}

function groupsOf({ table }: Dataset, { name, scale }: Field, rows: ArrayLike<number>): Grouping {
  const column = columnOf(table, name)
  if (column.kind === 'categorical') {
    const codes = 'codes' in scale ? scale.codes : column.levels.map(value => ({ value, label: value }))
    const place = column.levels.map(level => codes.findIndex(code => code.value === level))
    return { labels: codes.map(code => code.label), of: Int32Array.from(rows, i => place[column.codes[i]!] ?? -1) }
  }
  const values = Float64Array.from(rows, i => column.values[i]!)
  const cuts = quartiles(values.filter(v => !Number.isNaN(v)))
  return {
    labels: cuts.length > 0 ? bandNames(cuts) : ['any value'],
    of: Int32Array.from(values, v => (Number.isNaN(v) ? -1 : bandOf(cuts, v))),
  }
}

/** Values at which a new band begins: different ones, above the lowest value. */
function quartiles(values: Float64Array): number[] {
  const sorted = values.toSorted()
  const cuts = [0.25, 0.5, 0.75].map(share => sorted[Math.floor(share * sorted.length)]!)
  return [...new Set(cuts)].filter(cut => cut > sorted[0]!)
}

function occupied({ name, title, sensitivity = 'protected' }: Field, { labels, of }: Grouping): Trait {
  const all = [...labels, 'not recorded']
  const place = (i: number) => (i < 0 ? labels.length : i)
  const present = new Set(Array.from(of, place))
  const used = all.map((_, i) => i).filter(i => present.has(i))
  return { column: name, title, sensitivity, groups: used.map(i => all[i]!), of: of.map(i => used.indexOf(place(i))) }
}

/** Whether a row's group of `fine` always says its group of `coarse`. */
function follows(coarse: Trait, fine: Trait): boolean {
  const said = new Map<number, number>()
  return fine.of.every((g, i) => {
    if (!said.has(g)) said.set(g, coarse.of[i]!)
    return said.get(g) === coarse.of[i]
  })
}
