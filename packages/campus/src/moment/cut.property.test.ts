import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../../test/later-changes.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { indicatorsFor } from '../indicators/index.ts'
import type { Records } from '../records/records.ts'
import { cut } from './cut.ts'
import { type Moment, momentName } from './moment.ts'

const { records } = generateRecords({ newStudents: 40, terms: 3, courses: 2, seed: 5 })
const delays = { marking: 10, results: 14 }

/** What every indicator says at the moment, by student and section, so that two versions of the records can be compared. */
function said(of: Records, moment: Moment): Map<string, (number | null)[]> {
  const { known } = cut(of, moment, delays)
  const values = indicatorsFor(known.resourceKinds).map(i => i.compute(known))
  const attributes = known.attributes.columns.map(c => (c.kind === 'numeric' ? c.values : c.codes))
  return new Map(
    Array.from(known.student, (student, r) => [
      `${of.students[student]} ${known.section[r]}`,
      [...values, ...attributes].map(v => (Number.isNaN(v[r]) ? null : v[r]!)),
    ]),
  )
}

describe('cut first, then join', () => {
  it('nothing that becomes known after the moment changes an indicator or the population', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 0, max: 2 ** 31 }), (day, seed) => {
        const share = (day + 0.5) / records.sections[0]!.days // the same day, said otherwise
        for (const moment of [
          { kind: 'day', day },
          { kind: 'share', share },
        ] satisfies Moment[]) {
          const before = said(records, moment)
          for (const change of later)
            expect(said(change.make(records, day, delays, seed), moment), `${change.name} at ${momentName(moment)}`).toEqual(before)
        }
      }),
      { seed: 1, numRuns: 12 },
    )
  })

  it('every change does change the records', () => {
    for (const change of later) {
      const made = change.make(records, 10, delays, 3)
      expect(made, change.name).not.toEqual(records)
    }
  })
})
