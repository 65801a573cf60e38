import type { Known } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'

/**
 * An indicator relative to the student's own section on the same day: the share of the section's other students whose value is lower,
 * ties counting half. Courses ask for unlike amounts of work; the rank does not care.
 */
export function rankInSection(of: Indicator): Indicator {
  return {
    name: `${of.name}_rank`,
    title: `${of.title}, rank in the section`,
    meaning: `Share of the section's other students with a lower value, ties counting half, of: ${of.meaning}`,
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: [of.nullWhen, 'nobody else in the section has a value'].filter(w => w !== '').join(', or '),
    needs: of.needs,
    actionable: of.actionable,
    words: { high: `is above most of the section in: ${lower(of.title)}`, low: `is below most of the section in: ${lower(of.title)}` },
    compute: known => ranks(known, of.compute(known)),
  }
}

function ranks({ rows, section }: Known, values: Float64Array): Float64Array {
  const ranked = new Float64Array(rows).fill(NaN)
  const order = Array.from(values.keys())
    .filter(r => !Number.isNaN(values[r]!))
    .sort((a, b) => section[a]! - section[b]! || values[a]! - values[b]!)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && section[order[end]!] === section[order[start]!]) end++
    const others = end - start - 1
    for (let from = start; from < end; ) {
      let to = from
      while (to < end && values[order[to]!] === values[order[from]!]) to++
      for (let k = from; k < to; k++) ranked[order[k]!] = others === 0 ? NaN : (from - start + (to - from - 1) / 2) / others
      from = to
    }
    start = end
  }
  return ranked
}

function lower(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}
