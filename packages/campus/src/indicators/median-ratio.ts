import { medianOf } from '../median.ts'
import { clicks } from './clicks.ts'
import type { Indicator } from './indicator.ts'

export const clicksAgainstMedian: Indicator = {
  name: 'clicks_against_median',
  title: "Clicks against the section's median",
  meaning: "Clicks this term divided by the median of the student's section on the same day, at most 10.",
  unit: 'times the median',
  minimum: 0,
  maximum: 10,
  nullWhen: "the section's median is 0",
  needs: 'activity',
  actionable: true,
  words: { high: 'clicks {value} of the section', low: 'clicks only {value} of the section' },
  compute: known => {
    const values = clicks[0]!.compute(known)
    const bySection = new Map<number, number[]>()
    values.forEach((v, r) => {
      const own = bySection.get(known.section[r]!)
      if (own) own.push(v)
      else bySection.set(known.section[r]!, [v])
    })
    const medians = new Map([...bySection].map(([section, own]) => [section, medianOf(own)]))
    return values.map((v, r) => {
      const median = medians.get(known.section[r]!)!
      return median > 0 ? Math.min(10, v / median) : NaN
    })
  },
}
