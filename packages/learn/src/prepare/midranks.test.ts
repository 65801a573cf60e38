import fc from 'fast-check'
import { expect, it } from 'vitest'
import { midranks } from './midranks.ts'

it('is one plus the values below plus half the other equal ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 })), values => {
      const plain = values.map(v => 0.5 + values.filter(w => w < v).length + values.filter(w => w === v).length / 2)
      expect([...midranks(values)]).toEqual(plain)
    }),
    { seed: 1 },
  )
})
