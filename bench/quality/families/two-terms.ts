import { type Random, sigmoid } from '@headway/learn'
import { levelEffects, longTail, normal, successes, within } from './draws.ts'
import { codes, type Family, field, labels } from './family.ts'

const PROGRAMMES = 12
const ROUTES = 8
const DISTRICTS = 20

/**
 * A registrar's table: for each of two terms the units taken, exams sat, units passed and the mean mark. Programmes plan unlike
 * numbers of units, so progress is what was passed *of* what was taken, and a student's course shows between the terms; the codebook marks both.
 * A mark is missing where nothing was passed. Whether a student leaves, falls behind or is on plan follows from the shares,
 * and from what else is registered hardly.
 */
export const twoTerms: Family = {
  name: 'two terms',
  rows: 1500,
  fields: [
    field('Programme', codes('nominal', PROGRAMMES), { role: 'course' }),
    field('Entry grade', { kind: 'quantity', minimum: 0, maximum: 100, integer: true }),
    field('Age', { kind: 'quantity', minimum: 16, integer: true }),
    field('Fees paid', labels('nominal', 'no', 'yes')),
    field('Admission route', codes('nominal', ROUTES)),
    field('District', codes('nominal', DISTRICTS)),
    ...[1, 2].flatMap(termFields),
  ],
  outcome: field('Status', labels('nominal', 'left', 'behind', 'on plan'), { role: 'target' }),
  question: 'Status',
  shares: [0.2, 0.3, 0.5],
  world(random) {
    const planned = Array.from({ length: PROGRAMMES }, () => 3 + random.int(6)) // part-time to full
    const ease = levelEffects(random, PROGRAMMES, 0.5)
    const routes = levelEffects(random, ROUTES, 0.2)
    return random => {
      const programme = longTail(random, PROGRAMMES)
      const ability = normal(random)
      const first = term(random, 1, planned[programme]!, ease[programme]! + ability)
      const second = term(random, 2, planned[programme]!, ease[programme]! + ability + 0.8 * normal(random))
      const paid = random.next() < 0.85
      const route = longTail(random, ROUTES)
      const cells = {
        Programme: programme + 1,
        'Entry grade': within(0, 100, 60 + 8 * ability + 10 * normal(random)),
        Age: within(17, 60, 18 + random.int(4) + (random.next() < 0.2 ? random.int(25) : 0)),
        'Fees paid': paid ? 'yes' : 'no',
        'Admission route': route + 1,
        District: longTail(random, DISTRICTS) + 1,
        ...first.cells,
        ...second.cells,
      }
      return { cells, score: 3 * first.share + 5 * second.share + (paid ? 0.8 : 0) + routes[route]! }
    }
  },
}

function termFields(at: number) {
  const bounded = { boundedBy: `Term ${at} units taken` }
  const count = { kind: 'quantity', minimum: 0, integer: true } as const
  return [
    field(`Term ${at} units taken`, count, { measure: { name: 'units taken', at } }),
    field(`Term ${at} exams sat`, count, { ...bounded, measure: { name: 'exams sat', at } }),
    field(`Term ${at} units passed`, count, { ...bounded, measure: { name: 'units passed', at } }),
    field(`Term ${at} mean mark`, { kind: 'quantity', minimum: 0, maximum: 100 }, { measure: { name: 'mean mark', at } }),
  ]
}

function term(random: Random, at: number, planned: number, strength: number) {
  const taken = Math.max(1, planned + random.int(5) - 2)
  const sat = successes(random, taken, sigmoid(2 + 0.5 * strength))
  const passed = successes(random, sat, sigmoid(1 + strength))
  const cells = {
    [`Term ${at} units taken`]: taken,
    [`Term ${at} exams sat`]: sat,
    [`Term ${at} units passed`]: passed,
    [`Term ${at} mean mark`]: passed === 0 ? null : within(50, 100, 68 + 6 * strength + 5 * normal(random)),
  }
  return { cells, share: passed / taken }
}
