import { askQuestion, type Codebook, type Field, uci320, uci697, uci856 } from '@headway/campus'
import { describe, expect, it } from 'vitest'
import { targetsOf } from './targets-of.ts'

const asks = (codebook: Codebook, column: string) =>
  targetsOf(codebook)
    .find(target => target.column === column)
    ?.asks.map(ask => ask.target)

describe('targetsOf', () => {
  it('puts the outcome first, each code of it as an event, then the whole', () => {
    expect(targetsOf(uci697)[0]!.column).toBe('Target')
    expect(asks(uci697, 'Target')).toEqual(['Target=Dropout', 'Target=Enrolled', 'Target=Graduate', 'Target'])
    expect(asks(uci856, 'GRADE')).toEqual(
      [...'01234567']
        .map(c => `GRADE=${c}`)
        .concat(
          [...'123456'].map(c => `GRADE<=${c}`),
          'GRADE',
        ),
    )
  })

  it('asks for a quantity as it is, and takes a bound', () => {
    expect(targetsOf(uci320).find(({ column }) => column === 'G3')).toMatchObject({ asks: [{ target: 'G3' }], bounded: true })
  })

  it.each([uci856, uci697, uci320])('offers only questions that can be asked: $name', codebook => {
    for (const { asks } of targetsOf(codebook)) for (const { target } of asks) expect(() => askQuestion(codebook, { target })).not.toThrow()
  })

  it('leaves out what the short form cannot say', () => {
    const codes = ['a,b', 'c', 'd'].map(value => ({ value, label: value }))
    const field = (name: string): Field => ({ name, title: name, scale: { kind: 'nominal', codes }, role: 'indicator', actionable: false })
    const codebook = { name: 'x', title: 'x', key: [], missing: [], fields: [field('plain'), field('a=c'), field('other')] }
    expect(asks(codebook, 'plain')).toEqual(['plain=c', 'plain=d', 'plain'])
    expect(asks(codebook, 'a=c')).toEqual(['a=c'])
  })
})
