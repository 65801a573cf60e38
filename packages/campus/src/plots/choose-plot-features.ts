import type { Codebook, Field } from '../codebook/codebook.ts'
import type { PlotType } from './plot.ts'

/** Columns drawn first where the codebook has them; any other codebook gets its first fitting indicators. */
const preferred = { habit: 'STUDY_HRS', attendance: 'ATTEND', background: 'MOTHER_EDU', record: 'CUML_GPA' } as const

type Topic = keyof typeof preferred

/**
 * What to draw when nobody said: column names, as many as the kind of plot wants and the codebook has.
 *
 * @example choosePlotFeatures(uci856, 'scatter') // ['STUDY_HRS', 'GRADE']
 */
export function choosePlotFeatures(codebook: Codebook, type: PlotType): readonly string[] {
  const topics = plotTopics(codebook)
  const target = codebook.fields.find(field => field.role === 'target')?.name
  const wish: Readonly<Record<PlotType, readonly (string | undefined)[]>> = {
    histogram: [target ?? topics.habit],
    scatter: [topics.habit, target ?? topics.record],
    boxplot: [topics.background, target],
    barplot: [topics.attendance, target],
    pairplot: [topics.habit, topics.attendance, topics.record, target],
  }
  return [...new Set(wish[type])].filter(name => name !== undefined)
}

/** One column per topic: the well-known one, else the next indicator not yet taken (ordered ones first). */
export function plotTopics(codebook: Codebook): Readonly<Partial<Record<Topic, string>>> {
  const drawable = codebook.fields.filter(field => field.role === 'indicator' && field.scale.kind !== 'identifier')
  const spare = [...drawable.filter(isOrdered), ...drawable.filter(field => !isOrdered(field))].map(field => field.name)
  const taken = new Set<string>(Object.values(preferred).filter(name => drawable.some(field => field.name === name)))
  const topics: Partial<Record<Topic, string>> = {}
  for (const topic of Object.keys(preferred) as Topic[]) {
    const name = taken.has(preferred[topic]) ? preferred[topic] : spare.find(candidate => !taken.has(candidate))
    if (name === undefined) continue
    taken.add(name)
    topics[topic] = name
  }
  return topics
}

function isOrdered(field: Field): boolean {
  return field.scale.kind === 'ordinal' || field.scale.kind === 'quantity'
}
