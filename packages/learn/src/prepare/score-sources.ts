import { log } from '../math/index.ts'
import type { TrainingPart } from '../sample.ts'
import { association } from './association.ts'

export interface SourceScore {
  readonly source: string
  readonly logP: number // ≤ 0; smaller is stronger
}

/**
 * How well each source column goes with the target, looked at alone, in table order: the p-value of `association` (its file has
 * the formulas). A source that came as m columns is scored by its strongest, times m (Bonferroni).
 */
export function scoreSources({ table, y, task }: Pick<TrainingPart, 'table' | 'y' | 'task'>): SourceScore[] {
  return [...new Set(table.columns.map(c => c.source))].map(source => {
    const own = table.columns.filter(c => c.source === source)
    const strongest = own.reduce((least, column) => Math.min(least, association(column, y, task).logP), 0)
    return { source, logP: Math.min(0, strongest + log(own.length)) }
  })
}
