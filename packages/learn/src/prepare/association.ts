import type { Column } from '../table.ts'
import type { Task } from '../task.ts'
import { logChiSquareTail } from './chi-square.ts'
import { midranks } from './midranks.ts'

export interface Association {
  readonly statistic: number // 0 or more
  readonly df: number
  readonly logP: number // ≤ 0; smaller is stronger
}

/** One side of the comparison: `ranks` where the order has a meaning, else group numbers 0 … groups − 1, each used. */
type Side = { readonly ranks: Float64Array } | { readonly group: Int32Array; readonly groups: number }

/**
 * How strongly one column and the target go together, as a p-value that can be compared between columns of every kind and
 * number of levels: the randomisation statistics of one family (generalised Cochran–Mantel–Haenszel with one stratum, midranks
 * as scores), each chi-square when column and target are independent. n counts the rows where the column is not missing.
 *
 *   order × order     (n − 1) r²                 r: Spearman's correlation;  df 1
 *   groups × order    (n − 1) SSB / SST          of the midranks: Kruskal and Wallis's H, corrected for ties;  df groups − 1
 *   groups × groups   (n − 1)/n · X²             X²: Pearson's;  df (groups − 1)(groups − 1)
 *
 * Order: numeric and ordered columns; binary, ordinal and regression targets. Groups: nominal columns; multiclass targets.
 *
 * Edge cases: a column or target with fewer than two different values gives statistic 0, logP 0. Groups of a handful of rows
 * make the chi-square law rough; the order among strong columns is then rough too.
 *
 * Source: Landis, Heyman & Koch (1978), Int. Stat. Rev. 46, 237–254; Kruskal & Wallis (1952), JASA 47, 583–621.
 */
export function association(column: Column, y: ArrayLike<number>, task: Task): Association {
  const values = column.kind === 'numeric' ? column.values : column.codes
  const rows: number[] = []
  for (let i = 0; i < y.length; i++) if (column.kind === 'numeric' ? !Number.isNaN(values[i]) : values[i] >= 0) rows.push(i)
  const x = sideOf(
    rows.map(i => values[i]),
    column.kind === 'numeric' || column.ordered,
  )
  const target = sideOf(
    rows.map(i => y[i]),
    task.kind !== 'multiclass',
  )
  const { statistic, df } = compare(x, target, rows.length)
  return df > 0 && statistic > 0 ? { statistic, df, logP: logChiSquareTail(statistic, df) } : { statistic: 0, df, logP: 0 }
}

function compare(a: Side, b: Side, n: number): { statistic: number; df: number } {
  if ('ranks' in a) return 'ranks' in b ? { statistic: correlation(a.ranks, b.ranks), df: 1 } : kruskalWallis(b, a.ranks)
  return 'ranks' in b ? kruskalWallis(a, b.ranks) : contingency(a, b, n)
}

function sideOf(values: readonly number[], ordered: boolean): Side {
  if (ordered) return { ranks: midranks(values) }
  const present = [...new Set(values)].sort((p, q) => p - q)
  const number = new Map(present.map((value, g) => [value, g]))
  return { group: Int32Array.from(values, v => number.get(v)!), groups: present.length }
}

/** (n − 1) r², or 0 without variation. */
function correlation(a: Float64Array, b: Float64Array): number {
  const middle = (a.length + 1) / 2 // the mean of all ranks
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - middle) * (b[i] - middle)
    aa += (a[i] - middle) * (a[i] - middle)
    bb += (b[i] - middle) * (b[i] - middle)
  }
  return aa > 0 && bb > 0 ? ((a.length - 1) * ab * ab) / (aa * bb) : 0
}

function kruskalWallis({ group, groups }: { group: Int32Array; groups: number }, ranks: Float64Array): { statistic: number; df: number } {
  const middle = (ranks.length + 1) / 2
  const sum = new Float64Array(groups)
  const size = new Float64Array(groups)
  let total = 0
  ranks.forEach((rank, i) => {
    sum[group[i]] += rank - middle
    size[group[i]]++
    total += (rank - middle) * (rank - middle)
  })
  const between = sum.reduce((all, s, g) => all + (s * s) / size[g], 0)
  return { statistic: total > 0 ? ((ranks.length - 1) * between) / total : 0, df: groups - 1 }
}

/** (n − 1)/n · X² = (n − 1) (Σ n_ab² / (n_a n_b) − 1) */
function contingency(
  a: { group: Int32Array; groups: number },
  b: { group: Int32Array; groups: number },
  n: number,
): { statistic: number; df: number } {
  const counts = new Float64Array(a.groups * b.groups)
  const inA = new Float64Array(a.groups)
  const inB = new Float64Array(b.groups)
  for (let i = 0; i < n; i++) {
    counts[a.group[i] * b.groups + b.group[i]]++
    inA[a.group[i]]++
    inB[b.group[i]]++
  }
  const share = counts.reduce((sum, c, at) => sum + (c * c) / (inA[Math.floor(at / b.groups)] * inB[at % b.groups]), 0)
  return { statistic: n > 0 ? (n - 1) * (share - 1) : 0, df: (a.groups - 1) * (b.groups - 1) }
}
