import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { exp, expm1, log, log1p, pow, tanh } from './index.ts'

const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** How many doubles lie between a and b; 0 only for the same double (NaN is NaN, 0 is not −0). */
function ulpsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity
  const place = (x: number) => {
    double[0] = x
    return bits[0] < 0n ? -(bits[0] & 0x7fff_ffff_ffff_ffffn) - 1n : bits[0]
  }
  const apart = Number(place(a) - place(b))
  return Math.abs(apart)
}

/** A double from its hexadecimal text as Python writes it, "-0x1.8p+3". */
function fromHex(text: string): number {
  if (text.endsWith('inf')) return text.startsWith('-') ? -Infinity : Infinity
  const [, sign, lead, fraction, power] = /^(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)$/.exec(text)!
  const digits = Number.parseInt(lead + fraction, 16) * 2 ** (-4 * fraction.length)
  const e = Number(power)
  return (sign ? -1 : 1) * (e < -1000 ? digits * 2 ** -1000 * 2 ** (e + 1000) : digits * 2 ** e)
}

const functions = { exp, log, log1p, expm1, tanh }
const names = Object.keys(functions) as (keyof typeof functions)[]
const golden: Record<keyof typeof functions | 'pow', string[][]> = JSON.parse(
  readFileSync(new URL('../../golden/math/elementary.json', import.meta.url), 'utf8'),
)

const random = createRandom(11)
const between = (low: number, high: number) => low + (high - low) * random.next()
const anySize = () => (random.next() < 0.5 ? -1 : 1) * 2 ** between(-1070, 1023)
const points = Array.from({ length: 5000 }, () => [between(-2, 2), between(-750, 720), anySize()]).flat()
const special = [
  0,
  1,
  0.5,
  2,
  3,
  22,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  Infinity,
  2 ** 53,
  2 ** 31,
  2 ** 64,
  1 - 2 ** -53,
]
const edges = [
  ...special,
  ...special.map(x => -x),
  NaN,
  1 + 2 ** -52,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
  -1074,
  1024,
]

describe.each(names)('%s', name => {
  it('is within 1 ulp of the engine on seeded points', () => {
    const worst = points.reduce((most, x) => Math.max(most, ulpsBetween(functions[name](x), Math[name](x))), 0)
    expect(worst).toBeLessThanOrEqual(1)
  })

  it.each(edges)('is within 1 ulp of the engine at %d', x => {
    expect(ulpsBetween(functions[name](x), Math[name](x))).toBeLessThanOrEqual(1)
  })

  it('is within 1 ulp of the C library', () => {
    const worst = golden[name].reduce((most, [x, value]) => Math.max(most, ulpsBetween(functions[name](fromHex(x)), fromHex(value))), 0)
    expect(worst).toBeLessThanOrEqual(1)
  })
})

describe('pow', () => {
  it('is within 1 ulp of the engine on seeded points', () => {
    let worst = 0
    for (const x of points) {
      const y = random.next() < 0.5 ? between(-30, 30) : Math.round(between(-12, 12))
      worst = Math.max(worst, ulpsBetween(pow(x, y), x ** y))
    }
    expect(worst).toBeLessThanOrEqual(1)
  })

  it('is within 1 ulp of the engine at every pair of special values', () => {
    for (const x of edges) for (const y of edges) expect(ulpsBetween(pow(x, y), x ** y), `pow(${x}, ${y})`).toBeLessThanOrEqual(1)
  })

  it('is within 1 ulp of the C library', () => {
    for (const [x, y, value] of golden.pow) {
      expect(ulpsBetween(pow(fromHex(x), fromHex(y)), fromHex(value)), `pow(${x}, ${y})`).toBeLessThanOrEqual(1)
    }
  })
})
