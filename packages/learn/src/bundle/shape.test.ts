import { describe, expect, it } from 'vitest'
import { checkShape, type Shape, shape } from './shape.ts'

interface Part {
  readonly name: string
  readonly sizes: readonly number[]
  readonly note?: string
}

const part: Shape<Part> = shape.record<Part>({
  name: shape.text,
  sizes: shape.list(shape.whole(0, 9), 1, 3),
  note: shape.optional(shape.text),
})

const whatIsWrong = (value: unknown, as: Shape<unknown>) => as(value) ?? 'nothing'

describe('a record', () => {
  it('lets pass what it describes', () => {
    expect(whatIsWrong({ name: 'a', sizes: [1, 2] }, part)).toBe('nothing')
    expect(whatIsWrong({ name: 'a', sizes: [1], note: '' }, part)).toBe('nothing')
  })

  it.each([
    [{ sizes: [1] }, '.name must be a text, got nothing'],
    [{ name: 7, sizes: [1] }, '.name must be a text, got 7'],
    [{ name: 'a', sizes: [1, '2'] }, '.sizes[1] must be a whole number from 0 to 9, got "2"'],
    [{ name: 'a', sizes: [1, null] }, '.sizes[1] must be a whole number from 0 to 9, got null'],
    [{ name: 'a', sizes: [0.5] }, '.sizes[0] must be a whole number from 0 to 9, got 0.5'],
    [{ name: 'a', sizes: [] }, '.sizes must have 1 or more items, got 0'],
    [{ name: 'a', sizes: [1, 1, 1, 1] }, '.sizes must have 3 items or fewer, got 4'],
    [{ name: 'a', sizes: { length: 1e9 } }, '.sizes must be a list, got an object'],
    [{ name: 'a', sizes: [1], note: null }, '.note must be a text, got null'],
    [{ name: 'a', sizes: [1], more: 1 }, ' has a member "more" that does not belong there'],
    [JSON.parse('{"name":"a","sizes":[1],"__proto__":{}}'), ' has a member "__proto__" that does not belong there'],
    [JSON.parse('{"__proto__":{"name":"a","sizes":[1]}}'), ' has a member "__proto__" that does not belong there'],
    [Object.create({ name: 'a', sizes: [1] }), '.name must be a text, got nothing'],
    [[], ' must be an object, got a list of 0'],
    [null, ' must be an object, got null'],
  ])('says what is wrong with %j', (value, wrong) => expect(whatIsWrong(value, part)).toBe(wrong))
})

describe('the other words', () => {
  it.each<[string, Shape<unknown>, unknown, string]>([
    ['number', shape.number(), Number.NaN, ' must be a finite number, got NaN'],
    ['number', shape.number(), Infinity, ' must be a finite number, got Infinity'],
    ['number', shape.number(), 'NaN', ' must be a finite number, got "NaN"'],
    ['number', shape.number(0, 1), -1, ' must be a finite number from 0 to 1, got -1'],
    ['rising', shape.rising, [1, 2, 2], '[2] must be above the number before it, got 2 after 2'],
    ['names', shape.names(), ['a', 'b', 'a'], ' names something twice'],
    ['oneOf', shape.oneOf('a', null), undefined, ' must be one of "a", null, got nothing'],
    ['mapOf', shape.mapOf(shape.flag), { a: true, b: 1 }, '.b must be true or false, got 1'],
    ['mapOf', shape.mapOf(shape.flag), JSON.parse('{"__proto__":true}'), '.__proto__ may not be called so'],
    ['nullOr', shape.nullOr(shape.text), undefined, ' must be a text, got nothing'],
    ['variants', shape.variants('kind', { a: part as never }), { kind: 'toString' }, '.kind must be one of "a", got "toString"'],
    ['where', shape.where(shape.text, text => (text === '' ? ' is empty' : undefined)), '', ' is empty'],
  ])('%s', (_, as, value, wrong) => expect(whatIsWrong(value, as)).toBe(wrong))

  it('lets pass what is well', () => {
    expect(shape.rising([-1, 0, 7])).toBeUndefined()
    expect(shape.names(2, 2)(['a', 'b'])).toBeUndefined()
    expect(shape.mapOf(shape.number())({ a: 1 })).toBeUndefined()
    expect(shape.nullOr(shape.text)(null)).toBeUndefined()
    expect(shape.anything({})).toBeUndefined()
  })
})

it('checkShape names the thing, the path and the remedy', () => {
  expect(() => checkShape('The part', { name: 'a', sizes: [77] }, part)).toThrow(
    expect.objectContaining({
      code: 'bad_bundle',
      message:
        'The part.sizes[0] must be a whole number from 0 to 9, got 77. The file was edited, or made by something else: take the original.',
    }),
  )
})
