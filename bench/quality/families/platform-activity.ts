import { exp, type Random, sigmoid } from '@headway/learn'
import { normal, within } from './draws.ts'
import { codes, type Family, field, labels } from './family.ts'

const count = { kind: 'quantity', minimum: 0, integer: true } as const
const counts = ['Logins', 'Pages read', 'Videos seen', 'Forum posts', 'Quiz attempts', 'Downloads'] as const

/**
 * A learning platform's log of one large course, in numbers: skewed counts that rise and fall together with engagement, a quiz score,
 * the days a task was late, age. Effects are smooth and not straight: the first clicks count most, a late task costs more and more and
 * then no more, the youngest and the oldest differ from the middle. Nothing depends on combinations. The log has gaps. Tables of
 * this kind have up to 40,000 rows; 4,000 keep the bench within minutes.
 */
export const platformActivity: Family = {
  name: 'platform activity',
  rows: 4000,
  fields: [
    field('Group', codes('nominal', 6), { role: 'course' }),
    ...counts.map(name => field(name, count, { actionable: true })),
    field('Quiz score', { kind: 'quantity', minimum: 0, maximum: 100, integer: true }, { rule: 'quiz score' }),
    field('Days late', count),
    field('Age', { kind: 'quantity', minimum: 16, integer: true }),
  ],
  outcome: field('Result', labels('nominal', 'failed', 'passed'), { role: 'target', event: ['failed'] }),
  question: 'Result=failed',
  shares: [0.35, 0.65],
  world: () => random => {
    const engagement = normal(random)
    const volumes = counts.map(() => 0.7 * engagement + 0.7 * normal(random))
    const quiz = 0.5 * engagement + 0.85 * normal(random)
    const late = Math.floor(exp(1 - 0.5 * engagement + normal(random)))
    const age = 18 + Math.floor(exp(1.5 + normal(random)))
    const cells = {
      Group: 1 + random.int(6),
      ...Object.fromEntries(counts.map((name, i) => [name, gap(random) ? null : Math.floor(exp(3 + volumes[i]!))])),
      'Quiz score': gap(random) ? null : within(0, 100, 65 + 15 * quiz),
      'Days late': late,
      Age: Math.min(age, 75),
    }
    const clicks = volumes.reduce((sum, volume, i) => sum + saturating(volume) / (1 + i), 0)
    const score = 1.5 * clicks + quiz - 0.2 * quiz * quiz - 2 * sigmoid((late - 7) / 2) - Math.min(1, ((age - 25) / 12) ** 2)
    return { cells, score }
  },
}

/** Rises with what is below the mean, hardly with what is above. */
function saturating(volume: number): number {
  return sigmoid(1.5 * volume + 1)
}

function gap(random: Random): boolean {
  return random.next() < 0.1
}
