import { describe, expect, it } from 'vitest'
import { looseJson } from './loose-json.ts'

const refused = expect.objectContaining({ name: 'LearnError', code: 'bad_model_file' })

describe('looseJson', () => {
  it.each<[string, unknown]>([
    ['{"a":[NaN,1,-2.5E-3],"b":"NaN"}', { a: [null, 1, -0.0025], b: 'NaN' }],
    ['[Infinity,-Infinity,inf,-inf,nan,-1]', [Infinity, -Infinity, Infinity, -Infinity, null, -1]],
    [String.raw`["a\"NaN\"","\\",NaN,"Infinity, -Infinity"]`, ['a"NaN"', '\\', null, 'Infinity, -Infinity']],
    ['[null,true,false]', [null, true, false]],
    ['{"__proto__":[NaN]}', Object.defineProperty({}, '__proto__', { value: [null], enumerable: true })],
  ])('%s', (text, value) => {
    expect(looseJson(text)).toEqual(value)
  })

  it.each(['', '{', '[NaN', '["a]', 'NaNs', '[1,]', '"\\', '-', '[Infinity]]', '['.repeat(1e6)])('refuses %.20s', text => {
    expect(() => looseJson(text)).toThrow(refused)
  })
})
