import { columnOf, measuredCoverage, type OutOfFold, type OutOfFoldRegions, outOfFoldRegions } from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import type { Estimate, OutcomeSets } from './report.ts'

const ALPHA = 0.2
const FEWEST_IN_CELL = 50

/**
 * Sets of outcomes (ranges of a value) at 80 %, from the forecasts of the first repeat: how often they held what happened, how large
 * they were, and the same in each course of at least 50 rows, by the sets that are made for all. Intervals count students, so that
 * several rows of one student are no more than one.
 *
 * @returns undefined where not every row was tested (a later intake), of one fold, and where rows are too few to bound anything
 */
export function setsOf(forecasts: OutOfFold, frame: Frame): OutcomeSets | undefined {
  const [first] = forecasts.repeats
  if (!first || first.fold.includes(-1) || new Set(first.fold).size < 2) return undefined
  const { regions, guarantee } = outOfFoldRegions({ ...forecasts, repeats: [first] }, { alpha: ALPHA })
  const measure = (rows: readonly number[]) => measuredOf(rows, regions, guarantee, frame)
  const all = measure(Array.from(regions.keys()))
  if (!all) return undefined
  const byCell = coursesOf(frame).flatMap(({ label, rows }) => {
    const measured = measure(rows)
    return measured ? [{ label, ...measured }] : []
  })
  const { task } = forecasts
  return {
    level: guarantee.aim,
    guaranteed: guarantee.guaranteed,
    ...all,
    ...(task.kind === 'regression'
      ? { kind: 'range' }
      : {
          kind: 'classes',
          classes: task.classes.length,
          single: regions.filter(set => 'length' in set && set.length === 1).length / regions.length,
        }),
    ...(byCell.length > 0 && { byCell }),
  }
}

function measuredOf(
  rows: readonly number[],
  regions: OutOfFoldRegions['regions'],
  guarantee: OutOfFoldRegions['guarantee'],
  { sample: { y, groups } }: Frame,
): { readonly measured: Estimate; readonly meanSize: number } | undefined {
  const { share, low, high, n, meanSize } = measuredCoverage(
    rows.map(i => y[i]!),
    rows.map(i => regions[i]!),
    guarantee,
    groups && { groups: rows.map(i => groups[i]!) },
  )
  if (meanSize === null) return undefined
  const estimand = 'out-of-fold share of rows, first repeat; 95 % Wilson interval over students'
  return { measured: { value: share, low, high, n, estimand }, meanSize }
}

/** Courses with enough rows, in the order of the codebook; none where there is one course, or where it is protected. */
function coursesOf({ dataset, rows }: Frame): { readonly label: string; readonly rows: readonly number[] }[] {
  const field = dataset.codebook.fields.find(f => f.role === 'course' && f.sensitivity !== 'protected' && 'codes' in f.scale)
  if (!field || !('codes' in field.scale)) return []
  const column = columnOf(dataset.table, field.name)
  if (column.kind !== 'categorical') return []
  const cells = field.scale.codes.map(({ value, label }) => {
    const code = column.levels.indexOf(value)
    return { label, rows: Array.from(rows.keys()).filter(i => code >= 0 && column.codes[rows[i]!] === code) }
  })
  return cells.filter(cell => cell.rows.length > 0).length < 2 ? [] : cells.filter(cell => cell.rows.length >= FEWEST_IN_CELL)
}
