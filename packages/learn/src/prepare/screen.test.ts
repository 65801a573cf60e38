import { describe, expect, it } from 'vitest'
import { ctx, names, partOf, threeClasses } from '../../test/step-parts.ts'
import { createRandom } from '../random.ts'
import { categoricalColumn, numericColumn } from '../table.ts'
import { association } from './association.ts'
import { screen } from './screen.ts'

const random = createRandom(1)
const y = Array.from({ length: 90 }, (_, i) => i % 3)
const part = partOf(
  [
    numericColumn(
      'noise',
      y.map(() => random.next()),
    ),
    numericColumn(
      'strong',
      y.map(v => v + random.next()),
    ),
    categoricalColumn(
      'some',
      y.map(v => (random.next() < 0.4 ? v : random.int(3))),
      ['a', 'b', 'c'],
    ),
    numericColumn(
      'split=1',
      y.map(() => random.next()),
      'split',
    ),
    numericColumn(
      'split=2',
      y.map(v => v + 2 * random.next()),
      'split',
    ),
    numericColumn(
      'constant',
      y.map(() => 1),
    ),
  ],
  y,
  threeClasses,
)

describe('screen', () => {
  it('keeps the k best sources, in table order', () => {
    expect(names(screen.apply(screen.fit(part, { k: 1 }, ctx), part.table))).toEqual(['strong'])
    expect(names(screen.apply(screen.fit(part, { k: 3 }, ctx), part.table))).toEqual(['strong', 'some', 'split=1', 'split=2'])
  })

  it('scores a source of two columns by its stronger one, times two', () => {
    const { scores } = screen.fit(part, {}, ctx)
    const strongest = association(part.table.columns[4], part.y, threeClasses).logP
    expect(scores.find(s => s.source === 'split')?.logP).toBeCloseTo(strongest + Math.log(2), 12)
    expect(scores.map(s => s.source)).toEqual(['noise', 'strong', 'some', 'split', 'constant'])
    expect(scores.at(-1)?.logP).toBe(0)
  })

  it('never drops what it was told to keep, and counts it apart', () => {
    expect(screen.fit(part, { k: 1, keep: ['constant', 'noise'] }, ctx).kept).toEqual(['noise', 'strong', 'constant'])
  })

  it('keeps the first of equals', () => {
    const twins = partOf(
      ['b', 'a', 'c'].map(name => numericColumn(name, y)),
      y,
      threeClasses,
    )
    expect(screen.fit(twins, { k: 2 }, ctx).kept).toEqual(['b', 'a'])
  })

  it('keeps everything when k is large', () => {
    expect(screen.fit(part, { k: 100 }, ctx).kept).toEqual(names(part.table))
  })

  it.each([
    [{ k: 0 }, 'bad_param'],
    [{ keep: ['split=1'] }, 'unknown_column'],
    [{ best: 3 }, 'bad_param'],
  ])('refuses %o', (params, code) => {
    expect(() => screen.fit(part, params as object, ctx)).toThrow(expect.objectContaining({ code }))
  })
})
