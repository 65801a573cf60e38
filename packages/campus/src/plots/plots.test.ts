import { categoricalColumn, numericColumn, table } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Codebook, Field } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'
import { boxOf } from './box-of.ts'
import { customPlot } from './custom-plot.ts'
import { defaultGallery } from './default-gallery.ts'
import { rankCorrelation } from './rank-correlation.ts'
import { valueClasses } from './value-classes.ts'

const codes = (...labels: string[]) => labels.map((label, i) => ({ value: String(i), label }))
const field = (name: string, title: string, rest: Partial<Field> = {}): Field => ({
  name,
  title,
  scale: { kind: 'ordinal', codes: codes('low', 'middle', 'high') },
  role: 'indicator',
  actionable: false,
  ...rest,
})
const codebook: Codebook = {
  name: 'toy',
  title: 'Toy',
  key: ['ID'],
  missing: [],
  fields: [
    field('ID', 'Student', { scale: { kind: 'identifier' }, role: 'student' }),
    field('STUDY_HRS', 'Weekly Study Hours'),
    field('MOTHER_EDU', "Mother's Education"),
    field('ATTEND', 'Class Attendance', { scale: { kind: 'nominal', codes: codes('always', 'sometimes', 'never') } }),
    field('AGE', 'Age', { scale: { kind: 'quantity', unit: 'years' } }),
    field('GRADE', 'Output Grade', { role: 'target', scale: { kind: 'ordinal', codes: codes('Fail', 'CC', 'AA') } }),
  ],
}

/** Rows of [study, mother, attend, age, grade]; −1 and NaN are missing. */
function dataset(rows: readonly (readonly number[])[]): Dataset {
  const at = (j: number) => rows.map(row => row[j])
  const levels = ['0', '1', '2']
  const coded = (name: string, j: number, ordered = true) => categoricalColumn(name, at(j), levels, { ordered })
  const id = categoricalColumn(
    'ID',
    rows.map((_, i) => i),
    rows.map((_, i) => `S${i}`),
  )
  return {
    codebook,
    table: table([
      id,
      coded('STUDY_HRS', 0),
      coded('MOTHER_EDU', 1),
      coded('ATTEND', 2, false),
      numericColumn('AGE', at(3)),
      coded('GRADE', 4),
    ]),
    hash: '00',
    synthetic: true,
  }
}

const small = dataset([
  [0, 0, 0, 18, 0],
  [0, 1, 0, 19, 0],
  [1, 1, 1, 25, 1],
  [2, 2, 2, 40, 2],
  [-1, 2, 2, NaN, 2],
])

const code = fc.integer({ min: -1, max: 2 })
const anyRows = fc.array(fc.tuple(code, code, code, fc.double({ min: 0, max: 99, noNaN: true }), code), { minLength: 1, maxLength: 60 })

describe('customPlot', () => {
  it('counts pairs of categories and rows that lack one', () => {
    expect(customPlot(small, 'scatter', ['Weekly Study Hours', 'Output Grade']).plot_data).toEqual({
      type: 'scatter',
      features: ['Weekly Study Hours', 'Output Grade'],
      rows: 5,
      x: { column: 'STUDY_HRS', label: 'Weekly Study Hours', ordered: true, measured: false, categories: ['low', 'middle', 'high'] },
      y: { column: 'GRADE', label: 'Output Grade', ordered: true, measured: false, categories: ['Fail', 'CC', 'AA'] },
      cells: [
        { x: 0, y: 0, count: 2 },
        { x: 1, y: 1, count: 1 },
        { x: 2, y: 2, count: 1 },
      ],
      unknown: 1,
    })
  })

  it('gives the shares of the target within a feature when it is not named', () => {
    const plot = customPlot(small, 'barplot', ['mother_edu']).plot_data
    expect(plot).toMatchObject({ features: ["Mother's Education", 'Output Grade'], totals: [1, 2, 2] })
    expect(plot.type === 'barplot' && plot.cells.map(cell => cell.share)).toEqual([1, 0.5, 0.5, 1])
  })

  it('draws boxes of real numbers for a quantity, of positions for codes', () => {
    const plot = customPlot(small, 'boxplot', ['Class Attendance', 'Age']).plot_data
    expect(plot.type === 'boxplot' && plot.boxes).toEqual([
      { x: 0, count: 2, minimum: 18, lowerQuartile: 18, median: 18, upperQuartile: 19, maximum: 19 },
      { x: 1, count: 1, minimum: 25, lowerQuartile: 25, median: 25, upperQuartile: 25, maximum: 25 },
      { x: 2, count: 1, minimum: 40, lowerQuartile: 40, median: 40, upperQuartile: 40, maximum: 40 },
    ])
    expect(plot).toMatchObject({ unknown: 1, y: { unit: 'years', measured: true } })
  })

  it('draws every pair once', () => {
    const plot = customPlot(small, 'pairplot', ['STUDY_HRS', 'MOTHER_EDU', 'GRADE']).plot_data
    expect(plot.type === 'pairplot' && plot.pairs.map(({ x, y }) => [x, y])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
    expect(plot.type === 'pairplot' && plot.counts).toEqual([
      [2, 1, 1],
      [1, 2, 2],
      [2, 1, 2],
    ])
  })

  it.each(['scatter', 'boxplot', 'barplot', 'histogram', 'pairplot'] as const)('chooses features for a %s by itself', type => {
    expect(customPlot(small, type).plot_data.type).toBe(type)
  })

  it('loses no row: cells and unknown sum to the rows', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const plot = customPlot(dataset(rows), 'barplot', ['ATTEND', 'AGE']).plot_data
        if (plot.type !== 'barplot') throw new Error(plot.type)
        expect(plot.cells.reduce((sum, cell) => sum + cell.count, plot.unknown)).toBe(rows.length)
        plot.totals.forEach((total, x) => {
          const shares = plot.cells.filter(cell => cell.x === x).reduce((sum, cell) => sum + cell.share, 0)
          expect(shares).toBeCloseTo(total > 0 ? 1 : 0, 12)
        })
      }),
      { seed: 1 },
    )
  })

  it.each([
    {
      name: 'an unknown feature',
      type: 'scatter',
      features: ['Shoe Size', 'GRADE'],
      error: 'unknown_column',
      says: /Choose from: Weekly Study Hours/,
    },
    { name: 'an identifier', type: 'histogram', features: ['Student'], error: 'bad_plot', says: /identifies people/ },
    { name: 'too many', type: 'scatter', features: ['AGE', 'ATTEND', 'GRADE'], error: 'bad_plot', says: /exactly 2 features, got 3/ },
    { name: 'too few', type: 'pairplot', features: ['AGE'], error: 'bad_plot', says: /2 to 5 features, got 1/ },
    { name: 'one twice', type: 'scatter', features: ['AGE', 'Age'], error: 'bad_plot', says: /named twice/ },
    { name: 'boxes without an order', type: 'boxplot', features: ['AGE', 'ATTEND'], error: 'bad_plot', says: /Use a barplot/ },
    { name: 'the target against itself', type: 'barplot', features: ['GRADE'], error: 'bad_plot', says: /second feature/ },
  ] as const)('refuses $name', ({ type, features, error, says }) => {
    expect(() => customPlot(small, type, features)).toThrow(expect.objectContaining({ code: error, message: expect.stringMatching(says) }))
  })
})

describe('defaultGallery', () => {
  const rising = dataset(Array.from({ length: 60 }, (_, i) => [i % 3, i % 3, i % 2, 20, i % 3]))
  const unrelated = dataset(Array.from({ length: 60 }, (_, i) => [i % 3, 0, 0, 20, Math.floor(i / 3) % 3]))

  it('holds the four pictures of the starting point', () => {
    expect(defaultGallery(rising).map(plot => [plot.plot_data.type, ...plot.plot_data.features])).toEqual([
      ['histogram', 'Output Grade'],
      ['scatter', 'Weekly Study Hours', 'Output Grade'],
      ['boxplot', "Mother's Education", 'Output Grade'],
      ['barplot', 'Class Attendance', 'Output Grade'],
    ])
  })

  it('says what the data say, and no more', () => {
    const [grades, study, mother, attendance] = defaultGallery(rising).map(plot => plot.interpretation)
    expect(grades).toBe('The most frequent is Fail, with 20 of 60 (33 %). Half of all stand at CC or lower.')
    expect(study).toMatch(/goes strongly with higher Output Grade \(rank correlation 1\.00, .* does not show that one brings about/)
    expect(mother).toMatch(/runs from Fail \(Mother's Education: low, n = 20\) to AA .* do not overlap/)
    expect(attendance).toMatch(/^Class Attendance “always” \(n = 30\): most often Fail, 33 %; “sometimes”/)
    expect(defaultGallery(unrelated)[1]?.interpretation).toMatch(/^No clear relation .* 95 % range −0\.\d\d to 0\.\d\d, n = 60/)
  })

  it('never describes a group of fewer than five', () => {
    expect(defaultGallery(small)[2]?.interpretation).toMatch(/nothing can be compared/)
    expect(defaultGallery(small)[3]?.interpretation).toMatch(/No group/)
  })

  it('draws shares where the target has no order', () => {
    const nominal = {
      ...codebook,
      fields: codebook.fields.map(f =>
        f.name === 'GRADE' ? { ...f, scale: { kind: 'nominal' as const, codes: codes('Fail', 'CC', 'AA') } } : f,
      ),
    }
    expect(defaultGallery({ ...rising, codebook: nominal }).map(plot => plot.plot_data.type)).toEqual([
      'histogram',
      'scatter',
      'barplot',
      'barplot',
    ])
  })

  it('never speaks of causes', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const words = defaultGallery(dataset(rows)).map(plot =>
          plot.interpretation.replace('does not show that one brings about the other', ''),
        )
        expect(words.join(' ')).not.toMatch(/because|cause|leads to|effect|improve|brings about|NaN|undefined|Infinity/)
      }),
      { seed: 2 },
    )
  })
})

describe('rankCorrelation', () => {
  it('is Pearson of ranks: the textbook formula without ties', () => {
    const x = Float64Array.from({ length: 12 }, (_, i) => i)
    const y = Float64Array.of(3, 1, 0, 2, 4, 7, 5, 6, 8, 11, 9, 10)
    const d2 = x.reduce((sum, v, i) => sum + (v - y[i]!) ** 2, 0)
    expect(rankCorrelation(x, y)?.value).toBeCloseTo(1 - (6 * d2) / (12 * (12 * 12 - 1)), 12)
  })

  it('does not change under a rising map, and holds its own value', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { minLength: 10, maxLength: 40 })
    fc.assert(
      fc.property(pairs, rows => {
        const x = Float64Array.from(rows, r => r[0])
        const y = Float64Array.from(rows, r => r[1])
        const plain = rankCorrelation(x, y)
        expect(
          rankCorrelation(
            x.map(v => v * v * v - 5),
            y,
          )?.value,
        ).toEqual(plain?.value)
        if (plain) expect(plain.low <= plain.value && plain.value <= plain.high).toBe(true)
      }),
      { seed: 3 },
    )
  })

  it('says nothing of a constant or of few pairs', () => {
    expect(
      rankCorrelation(
        new Float64Array(20),
        Float64Array.from({ length: 20 }, (_, i) => i),
      ),
    ).toBeUndefined()
    expect(rankCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3))).toBeUndefined()
  })
})

describe('valueClasses', () => {
  it('keeps few values and cuts many into round classes', () => {
    expect(valueClasses(Float64Array.of(3, 1, NaN))).toEqual({ categories: ['1', '3'], positions: Int32Array.of(1, 0, -1) })
    expect(valueClasses(Float64Array.from({ length: 41 }, (_, i) => 17 + i)).categories).toEqual([
      '15–19',
      '20–24',
      '25–29',
      '30–34',
      '35–39',
      '40–44',
      '45–49',
      '50–54',
      '55–59',
    ])
  })

  it('puts every number into one of at most 10 classes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 80 }), values => {
        const { categories, positions } = valueClasses(Float64Array.from(values))
        expect(categories.length).toBeLessThanOrEqual(10)
        expect(positions.every(p => p >= 0 && p < categories.length)).toBe(true)
      }),
      { seed: 4 },
    )
  })
})

it('boxOf gives values that occur, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }), values => {
      const { minimum, lowerQuartile, median, upperQuartile, maximum } = boxOf(values)
      const five = [minimum, lowerQuartile, median, upperQuartile, maximum]
      expect(five.every(v => values.includes(v))).toBe(true)
      expect(five).toEqual([...five].sort((a, b) => a - b))
      expect(values.filter(v => v <= median).length).toBeGreaterThanOrEqual(values.length / 2)
      expect(values.filter(v => v >= median).length).toBeGreaterThanOrEqual(values.length / 2)
    }),
    { seed: 5 },
  )
})
