import { log } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import type { Codebook } from '../codebook/codebook.ts'
import { readTable } from '../codebook/read-table.ts'
import { codebooks } from '../codebook/recognise.ts'
import { uci320 } from '../codebook/uci320.ts'
import { uci697 } from '../codebook/uci697.ts'
import { uci856 } from '../codebook/uci856.ts'
import { generate, generateRows } from './generate.ts'
import { isSyntheticId } from './synthetic-id.ts'

const many = generate(uci856, { rows: 20_000, seed: 1 })

const columnOf = ({ raw }: typeof many, name: string) => raw.columns[raw.names.indexOf(name)]!
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length

describe.each(Object.values(codebooks))('$name', codebook => {
  it('gives rows that its codebook takes without a refusal, all marked', () => {
    const { raw } = generate(codebook, { rows: 300, seed: 7 })
    const { dataset, refused } = readTable(codebook, raw, { synthetic: true })
    expect(refused).toEqual([])
    expect(dataset.table.rows).toBe(300)
    const student = codebook.fields.findIndex(f => f.role === 'student')
    if (student >= 0) expect(raw.columns[student]!.every(isSyntheticId)).toBe(true)
  })

  it('gives the same rows for the same seed, others for another, and longer runs begin alike', () => {
    const { raw } = generate(codebook, { rows: 40, seed: 3 })
    expect(generate(codebook, { rows: 40, seed: 3 }).raw).toEqual(raw)
    expect(generate(codebook, { rows: 40, seed: 4 }).raw.columns).not.toEqual(raw.columns)
    expect([...generateRows(codebook, { rows: 50, seed: 3 })].slice(0, 40)).toEqual(
      Array.from({ length: 40 }, (_, i) => raw.columns.map(c => c[i])),
    )
  })
})

describe('the true relation of UCI 856', () => {
  const { truth } = many
  const k = truth.classes.length
  const grades = columnOf(many, 'GRADE').map(Number)

  it('gives probabilities that sum to 1 and are as frequent as they say', () => {
    for (let i = 0; i < 200; i++) {
      const row = truth.probabilities.subarray(i * k, (i + 1) * k)
      expect(row.every(p => p > 0 && p < 1)).toBe(true)
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    }
    for (let c = 0; c < k; c++) {
      const expected = mean(Array.from(grades, (_, i) => truth.probabilities[i * k + c]!))
      const found = grades.filter(g => g === c).length / grades.length
      const standardError = Math.sqrt((expected * (1 - expected)) / grades.length)
      expect(Math.abs(found - expected)).toBeLessThan(4 * standardError)
    }
  })

  it('is recoverable: where the truth says 20 to 30 %, it happens in 20 to 30 %', () => {
    const told = truth.probabilities.map((p, at) => (p >= 0.2 && p < 0.3 ? at : -1)).filter(at => at >= 0)
    const happened = mean(told.map(at => Number(grades[Math.floor(at / k)] === at % k)))
    const expected = mean(told.map(at => truth.probabilities[at]!))
    expect(told.length).toBeGreaterThan(5000)
    expect(Math.abs(happened - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / told.length))
  })

  it('has about 24 % in the largest class', () => {
    const shares = truth.classes.map((_, c) => grades.filter(g => g === c).length / grades.length)
    expect(Math.max(...shares)).toBeCloseTo(0.24, 1)
    expect(shares.indexOf(Math.max(...shares))).toBe(1)
    expect(Math.min(...shares)).toBeGreaterThan(0.04)
  })

  it('raises grades along CUML_GPA and STUDY_HRS, moves them most by course, and not by gender', () => {
    const meanBy = (name: string, codes: readonly string[]) =>
      codes.map(code => mean(grades.filter((_, i) => columnOf(many, name)[i] === code)))
    for (const name of ['CUML_GPA', 'STUDY_HRS']) {
      const means = meanBy(name, ['1', '2', '3', '4', '5'])
      expect(means).toEqual(means.toSorted((a, b) => a - b))
    }
    const course = meanBy('COURSE ID', ['1', '2', '3', '4', '5', '6', '7', '8', '9'])
    const gpa = meanBy('CUML_GPA', ['1', '2', '3', '4', '5'])
    expect(Math.max(...course) - Math.min(...course)).toBeGreaterThan(Math.max(...gpa) - Math.min(...gpa))
    const [women, men] = meanBy('GENDER', ['1', '2'])
    expect(Math.abs(women! - men!)).toBeLessThan(0.15)
  })

  it('leaves a Bayes log loss well below that of the shares alone', () => {
    const bayes = mean(grades.map((g, i) => -log(truth.probabilities[i * k + g]!)))
    const shares = truth.classes.map((_, c) => grades.filter(g => g === c).length / grades.length)
    const prior = -shares.reduce((sum, share) => sum + share * log(share), 0)
    expect(bayes).toBeLessThan(prior - 0.35)
    expect(bayes).toBeGreaterThan(1)
  })

  it('lists every code of every column that is drawn often enough', () => {
    for (const { name, scale } of uci856.fields) {
      if ('codes' in scale) expect([...new Set(columnOf(many, name))].sort()).toEqual(scale.codes.map(c => c.value).sort())
    }
  })

  it('is the same world for every seed', () => {
    const other = generate(uci856, { rows: 10, seed: 99 }).truth
    expect([other.cuts, other.relation]).toEqual([truth.cuts, truth.relation])
  })
})

it('draws a quantity around what the effects say', () => {
  const { raw, truth } = generate(uci320, { rows: 4000, seed: 2 })
  const grades = raw.columns.at(-1)!.map(Number)
  expect(grades.every(g => Number.isInteger(g) && g >= 0 && g <= 20)).toBe(true)
  const high = mean(grades.filter((_, i) => truth.eta[i]! > 0))
  const low = mean(grades.filter((_, i) => truth.eta[i]! <= 0))
  expect(high - low).toBeGreaterThan(2)
})

it('numbers students from where it is told', () => {
  expect(columnOf(generate(uci856, { rows: 2, seed: 1, firstStudent: 501 }), 'STUDENTID')).toEqual(['SYN000501', 'SYN000502'])
})

it('takes time in proportion to the rows', () => {
  const rows = generateRows(uci697, { rows: Number.MAX_SAFE_INTEGER, seed: 1 })
  for (let i = 0; i < 1000; i++) expect(rows.next().value).toHaveLength(37)
})

it('refuses a world without a target, or with one that names rows', () => {
  const blind: Codebook = { ...uci856, name: 'blind', fields: uci856.fields.filter(f => f.role !== 'target') }
  expect(() => generate(blind, { rows: 1, seed: 1 })).toThrow(expect.objectContaining({ code: 'bad_question' }))
  expect(() => generate(uci856, { rows: 1, seed: 1, target: 'STUDENTID' })).toThrow(expect.objectContaining({ code: 'bad_question' }))
  expect(() => generate(uci856, { rows: -1, seed: 1 })).toThrow(expect.objectContaining({ code: 'out_of_range' }))
})
