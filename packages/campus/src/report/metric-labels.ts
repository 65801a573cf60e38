import { metrics } from '@headway/learn'

/** How a report names each figure, and which way is better; in the order of the learning library's list. */
export const metricLabels: Readonly<Record<string, { readonly label: string; readonly better: 'higher' | 'lower' }>> = Object.fromEntries(
  Object.values(metrics).map(({ id, label, better }) => [id, { label, better }]),
)
