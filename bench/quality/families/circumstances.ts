import { levelEffects, longTail, normal, within } from './draws.ts'
import { codes, type Family, field, labels } from './family.ts'

const COURSES = 5

/**
 * A year's intake with its circumstances, where what matters depends on something else: attending helps who knew little before, paid work
 * harms by day and not in evening classes, support helps who is the first of the family to study, and mathematics counts in some
 * courses only. Four ordered grades.
 */
export const circumstances: Family = {
  name: 'circumstances',
  rows: 700,
  fields: [
    field('Course', codes('nominal', COURSES), { role: 'course' }),
    field('Mode', labels('nominal', 'day', 'evening')),
    field('Support', labels('nominal', 'no', 'yes'), { actionable: true }),
    field('First of family', labels('nominal', 'no', 'yes')),
    field('Attendance', { kind: 'quantity', minimum: 0, maximum: 100, integer: true, unit: '%' }, { actionable: true }),
    field('Prior knowledge', { kind: 'quantity', minimum: 0, maximum: 100, integer: true }),
    field('Mathematics', { kind: 'quantity', minimum: 0, maximum: 100, integer: true }),
    field('Hours of paid work', { kind: 'quantity', minimum: 0, maximum: 40, integer: true }),
    field('Travel minutes', { kind: 'quantity', minimum: 0, integer: true }),
    field('Housing', codes('nominal', 4)),
  ],
  outcome: field('Grade', labels('ordinal', 'fail', 'pass', 'good', 'excellent'), { role: 'target', event: ['fail'] }),
  question: 'Grade',
  shares: [0.25, 0.35, 0.25, 0.15],
  world(random) {
    const slopes = levelEffects(random, COURSES, 1)
    return random => {
      const course = longTail(random, COURSES)
      const [attendance, prior, mathematics] = [normal(random), normal(random), normal(random)]
      const evening = random.next() < 0.4
      const support = random.next() < 0.3
      const first = random.next() < 0.4
      const work = random.int(41)
      const cells = {
        Course: course + 1,
        Mode: evening ? 'evening' : 'day',
        Support: support ? 'yes' : 'no',
        'First of family': first ? 'yes' : 'no',
        Attendance: within(0, 100, 75 + 12 * attendance),
        'Prior knowledge': within(0, 100, 50 + 15 * prior),
        Mathematics: within(0, 100, 60 + 15 * mathematics),
        'Hours of paid work': work,
        'Travel minutes': 5 + random.int(85),
        Housing: 1 + random.int(4),
      }
      const score =
        0.5 * prior +
        (prior < 0 ? 1.2 : 0.1) * attendance +
        slopes[course]! * mathematics -
        (evening ? 0 : 0.08) * (work - 20) +
        (first ? (support ? 0.8 : -0.8) : 0)
      return { cells, score }
    }
  },
}
