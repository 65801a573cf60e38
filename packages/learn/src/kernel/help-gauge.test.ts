import { describe, expect, it } from 'vitest'
import { createHelpGauge, type HelpGauge, type SharedRound } from './help-gauge.ts'

const halved: SharedRound = { pieces: 8, own: 4, worked: 1, waited: 0.1 }
const slower: SharedRound = { pieces: 8, own: 5, worked: 1, waited: 0.8 } // 0.2 ms lost
const heldUp: SharedRound = { pieces: 8, own: 5, worked: 1, waited: 3 } // 2.4 ms lost

/** Goes through rounds, shared where that is worthwhile. @returns which were */
function through(gauge: HelpGauge, rounds: number, round: SharedRound): boolean[] {
  return Array.from({ length: rounds }, () => {
    const shared = gauge.isWorthwhile()
    if (shared) gauge.add(round)
    return shared
  })
}

/** Lengths of the runs of shared rounds and of those without help, in turn. */
function runs(shared: readonly boolean[]): number[] {
  const lengths = [0]
  shared.forEach((of, i) => {
    if (i > 0 && of !== shared[i - 1]) lengths.push(0)
    lengths[lengths.length - 1]++
  })
  return lengths
}

describe('createHelpGauge', () => {
  it('goes on asking for help that saves time', () => {
    expect(runs(through(createHelpGauge(), 10_000, halved))).toEqual([10_000])
  })

  it('does without help that costs time, ever longer up to 4,096 rounds, and tries again', () => {
    const shared = through(createHelpGauge(), 32 * 7 + 256 + 512 + 1024 + 2048 + 4096 + 4096, slower)
    expect(runs(shared)).toEqual([32, 256, 32, 512, 32, 1024, 32, 2048, 32, 4096, 32, 4096, 32])
  })

  it('breaks a trial off that has lost ten milliseconds', () => {
    const shared = through(createHelpGauge(), 5 * 3 + 256 + 512, heldUp)
    expect(runs(shared)).toEqual([5, 256, 5, 512, 5])
  })

  it('forgets a bad time once help saves time again', () => {
    const gauge = createHelpGauge()
    through(gauge, 32 + 256 + 32 + 512, slower)
    expect(runs(through(gauge, 32, halved))).toEqual([32])
    expect(runs(through(gauge, 32 + 256 + 1, slower))).toEqual([32, 256, 1])
  })

  it('weighs milliseconds, not rounds: one long wait outweighs many rounds that saved a little', () => {
    const gauge = createHelpGauge()
    through(gauge, 31, { pieces: 8, own: 4, worked: 0.1, waited: 0 }) // 3.1 ms saved in all
    expect(runs(through(gauge, 2, { pieces: 8, own: 4, worked: 0.1, waited: 3.1 }))).toEqual([2])
    through(gauge, 30, { pieces: 8, own: 4, worked: 0.1, waited: 0 })
    expect(runs(through(gauge, 33, { pieces: 8, own: 4, worked: 0.1, waited: 0.2 }))).toEqual([1, 32])
  })

  it.each([
    ['all pieces were its own', { pieces: 8, own: 8, worked: 1, waited: 0.001 }],
    ['none was', { pieces: 8, own: 0, worked: 0.001, waited: 1 }],
  ])('learns nothing where %s', (_, round) => {
    const gauge = createHelpGauge()
    through(gauge, 1000, round)
    expect(runs(through(gauge, 33, slower))).toEqual([32, 1])
  })

  it('asks for help where there is no clock', () => {
    expect(runs(through(createHelpGauge(), 1000, { pieces: 8, own: 4, worked: 0, waited: 0 }))).toEqual([1000])
  })
})
