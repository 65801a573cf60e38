import { expect, it } from 'vitest'
import { atNewPoints } from './last-point.ts'

it('atNewPoints works once for a point, and anew for another point or another penalty', () => {
  const point = new Float64Array(2)
  let worked = 0
  const look = atNewPoints(point, (penalty: { readonly by: number }) => {
    worked++
    return point[0] + 10 * point[1] + penalty.by
  })
  const none = { by: 0 }
  const some = { by: 100 }
  const at = new Float64Array(2)
  expect([look(at, none), look(at, none), worked]).toEqual([0, 0, 1])
  at[1] = 2 // a solver moves its point in place
  expect([look(at, none), look(Float64Array.of(0, 2), none), worked]).toEqual([20, 20, 2])
  expect([look(at, some), worked]).toEqual([120, 3])
  expect([look(Float64Array.of(1, NaN), some), worked, look(Float64Array.of(1, 2), none), worked]).toEqual([NaN, 4, 21, 5])
})
