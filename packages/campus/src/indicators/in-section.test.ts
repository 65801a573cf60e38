import { expect, it } from 'vitest'
import { generateRecords } from '../generate/generate-records.ts'
import { cut } from '../moment/cut.ts'
import { clicks } from './clicks.ts'
import { rankInSection } from './in-section.ts'

const { records } = generateRecords({ newStudents: 30, terms: 2, courses: 3, seed: 6 })
const { known } = cut(records, { kind: 'day', day: 40 }, { marking: 0, results: 0 })

it('ranks within the section alone: the share of its others that are lower, ties counting half', () => {
  const values = clicks[0]!.compute(known)
  const plain = Array.from(values, (value, r) => {
    const others = [...known.section.keys()].filter(o => o !== r && known.section[o] === known.section[r])
    return others.reduce((sum, o) => sum + (values[o]! < value ? 1 : values[o] === value ? 0.5 : 0), 0) / others.length
  })
  expect(new Set(known.section).size).toBe(6)
  rankInSection(clicks[0]!)
    .compute(known)
    .forEach((rank, r) => {
      expect(rank).toBeCloseTo(plain[r]!, 12)
    })
})
