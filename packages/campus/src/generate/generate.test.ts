import { describe, expect, it } from 'vitest'
import { readTable } from '../codebook/read-table.ts'
import { codebooks } from '../codebook/recognise.ts'
import { uci856 } from '../codebook/uci856.ts'
import { generate } from './generate.ts'
import { isSyntheticId } from './synthetic-id.ts'

describe('generate', () => {
  const { raw, truth } = generate(uci856, { rows: 4000, seed: 1 })
  const cells = (name: string) => raw.columns[raw.names.indexOf(name)]!

  it('gives the same rows for the same seed, and others for another', () => {
    expect(generate(uci856, { rows: 4000, seed: 1 })).toEqual({ raw, truth })
    expect(generate(uci856, { rows: 4000, seed: 2 }).raw.columns).not.toEqual(raw.columns)
  })

  it('marks every row as synthetic', () => {
    expect(cells('STUDENTID').every(isSyntheticId)).toBe(true)
    expect(new Set(cells('STUDENTID')).size).toBe(4000)
  })

  it.each(Object.values(codebooks))('$name: every cell reads back by its own codebook, and every code occurs', codebook => {
    const made = generate(codebook, {
      rows: 3000,
      seed: 3,
      ...(codebook.fields.some(f => f.role === 'target') ? {} : { target: codebook.fields.at(-1)!.name }),
    })
    const { dataset, refused } = readTable(codebook, made.raw, { synthetic: true })
    expect(refused).toEqual([])
    expect(dataset.table.rows).toBe(3000)
  })

  it('draws every class as often as its true probabilities say', () => {
    if (truth.kind !== 'classes') throw new Error('UCI 856 has grades')
    for (let c = 0; c < 8; c++) {
      const p = truth.probabilities.map(row => row[c]!)
      const expected = p.reduce((a, b) => a + b, 0)
      const deviation = Math.sqrt(p.reduce((sum, q) => sum + q * (1 - q), 0))
      expect(Math.abs(cells('GRADE').filter(g => g === String(c)).length - expected)).toBeLessThan(4 * deviation)
    }
    expect(truth.probabilities.every(p => Math.abs(p.reduce((a, b) => a + b, 0) - 1) < 1e-9)).toBe(true)
    expect(truth.thresholds).toEqual(truth.thresholds.toSorted((a, b) => a - b))
  })

  it('has its largest class near 24 %, as the real records', () => {
    expect(cells('GRADE').filter(g => g === '1').length / 4000).toBeCloseTo(35 / 145, 1)
  })

  it('lets the stated columns matter, in the stated direction, and protected ones not', () => {
    const means = (name: string) => {
      const sums = new Map<string, [number, number]>()
      cells(name).forEach((code, i) => {
        const [sum, n] = sums.get(code) ?? [0, 0]
        sums.set(code, [sum + Number(cells('GRADE')[i]), n + 1])
      })
      return [...sums].sort(([a], [b]) => Number(a) - Number(b)).map(([, [sum, n]]) => sum / n)
    }
    const gpa = means('CUML_GPA')
    expect(gpa).toEqual(gpa.toSorted((a, b) => a - b))
    expect(Math.max(...means('COURSE ID')) - Math.min(...means('COURSE ID'))).toBeGreaterThan(2)
    const gender = means('GENDER')
    expect(Math.abs(gender[0]! - gender[1]!)).toBeLessThan(0.3)
    expect(truth.effects.map(e => e.column)).not.toContain('GENDER')
  })
})
