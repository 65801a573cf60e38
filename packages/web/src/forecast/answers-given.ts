import type { Feature } from '@headway/contract'
import type { Values } from '../api/queries.ts'

/** By column name: the code, or the number as typed; absent or '' is not known. */
export type AnswersGiven = Readonly<Record<string, string>>

export interface FeatureGroup {
  readonly title: string
  readonly note: string
  readonly features: readonly Feature[]
  readonly folded: boolean
}

/** The form's order: what can still change, background, and last what this model does not look at. */
export function groupFeatures(features: readonly Feature[]): readonly FeatureGroup[] {
  const used = features.filter(feature => feature.used)
  const groups: readonly FeatureGroup[] = [
    {
      title: 'What can still change',
      note: 'Habits and circumstances that help can reach.',
      features: used.filter(feature => feature.actionable),
      folded: false,
    },
    {
      title: 'Background',
      note: 'Given; it places this student among past ones.',
      features: used.filter(feature => !feature.actionable),
      folded: false,
    },
    {
      title: 'Kept for audits, not used by this model',
      note: 'Held only to check that forecasts are fair. Whatever is chosen here changes nothing in the forecast.',
      features: features.filter(feature => !feature.used),
      folded: true,
    },
  ]
  return groups.filter(group => group.features.length > 0)
}

/** What goes over the wire: every input by column name; what is not known is null. */
export function namedValues(features: readonly Feature[], given: AnswersGiven): Values {
  return Object.fromEntries(features.map(feature => [feature.name, wireValue(feature, given[feature.name] ?? '')]))
}

/** An invented student: for each question one fixed choice, not always the first. */
export function exampleAnswers(features: readonly Feature[]): AnswersGiven {
  return Object.fromEntries(features.filter(feature => feature.used).map((feature, i) => [feature.name, exampleOf(feature, i)]))
}

function wireValue(feature: Feature, text: string): number | string | null {
  const option = feature.options.find(o => String(o.value) === text)
  if (option) return option.value
  if (text.trim() === '') return null
  return feature.kind === 'quantity' ? Number(text) : text
}

function exampleOf({ kind, options, minimum = 0, maximum }: Feature, at: number): string {
  if (kind === 'quantity') return String(maximum === undefined ? minimum : Math.round((minimum + maximum) / 2))
  return String(options[(at * 7 + 1) % Math.max(options.length, 1)]?.value ?? '')
}
