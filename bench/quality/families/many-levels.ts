import { levelEffects, longTail, normal, within } from './draws.ts'
import { codes, type Family, field, labels } from './family.ts'

/** Levels and the spread of their effects in log-odds. */
const categories = {
  School: { levels: 150, spread: 0.7 },
  Town: { levels: 80, spread: 0.4 },
  Programme: { levels: 30, spread: 0.8 },
  'Parent’s occupation': { levels: 25, spread: 0.2 },
  'Admission route': { levels: 6, spread: 0.4 },
} as const

/**
 * An admission register: before anything is taught, what is known are names of places. They have up to a hundred levels and more, in no
 * order, of which a few are common and most rare; every level moves the outcome a little. One number, the entry grade, says more. Some
 * towns are not recorded.
 */
export const manyLevels: Family = {
  name: 'many levels',
  rows: 1500,
  fields: [
    ...Object.entries(categories).map(([name, { levels }]) =>
      field(name, codes('nominal', levels), name === 'Programme' ? { role: 'course' } : {}),
    ),
    field('Entry grade', { kind: 'quantity', minimum: 0, maximum: 100, integer: true }),
  ],
  outcome: field('First year', labels('nominal', 'left', 'stayed'), { role: 'target', event: ['left'] }),
  question: 'First year=left',
  shares: [0.25, 0.75],
  world(random) {
    const effects = Object.entries(categories).map(([name, { levels, spread }]) => ({
      name,
      levels,
      of: levelEffects(random, levels, spread),
    }))
    return random => {
      const entry = normal(random)
      let score = 0.8 * entry
      const cells: Record<string, number | null> = { 'Entry grade': within(0, 100, 65 + 12 * entry) }
      for (const { name, levels, of } of effects) {
        const level = longTail(random, levels)
        score += of[level]!
        cells[name] = name === 'Town' && random.next() < 0.1 ? null : level + 1
      }
      return { cells, score }
    }
  },
}
