import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hostileChecks } from '../../learn/test/hostile-checks.ts'
import type { Bundle } from './bundle.ts'
import { checkBundle } from './check-bundle.ts'
import type { Question } from './question/question.ts'
import { renderReport } from './report/html/render-report.ts'
import { compileScorer } from './score/compile-scorer.ts'

const good: Bundle = JSON.parse(readFileSync(new URL('../golden/bundles/v2.json', import.meta.url), 'utf8')).body

/** Reports may hold more than today's: earlier versions did. */
const { 'refuses any member too few or too many': _, ...promises } = hostileChecks

describe('a model that was changed in any way', () => {
  it.each(Object.entries(promises))('%s', (_, check) => {
    check({
      good,
      check: value => void checkBundle(value),
      use(value) {
        const bundle = value as Bundle
        compileScorer(bundle).score({}, { reasons: true })
        renderReport(bundle.report)
      },
    })
  })
})

describe('a model whose parts do not belong to each other', () => {
  const asking = (changes: Partial<Question>): Bundle => ({ ...good, question: { ...good.question, ...changes } })
  const { fields } = good.codebook
  const coded = fields.map(field => ({ ...field, scale: { kind: 'quantity' } as const }))

  it.each<[string, unknown, RegExp]>([
    ['another target', asking({ target: { kind: 'regression', column: 'GRADE' } }), /target GRADE is ordinal/],
    ['a target that is not there', asking({ target: { kind: 'regression', column: 'toString' } }), /no target toString/],
    [
      'an event that is not there',
      asking({ target: { kind: 'binary', column: 'GRADE', event: { name: 'x', values: ['9'] } } }),
      /event names the code 9/,
    ],
    ['another task', asking({ target: { kind: 'multiclass', column: 'GRADE' } }), /forecasts something else/],
    ['indicators in another order', asking({ indicators: good.question.indicators.toReversed() }), /takes other columns or levels/],
    ['the target as an indicator', asking({ indicators: ['GRADE'] }), /indicator GRADE is no column to forecast from/],
    ['an indicator that is not there', asking({ indicators: ['__proto__'] }), /indicator __proto__ is no column/],
    ['no codes', { ...good, codebook: { ...good.codebook, fields: coded } }, /codebook makes no sense/],
    ['a column twice', { ...good, codebook: { ...good.codebook, fields: [...fields, fields[0]] } }, /codebook makes no sense/],
    ['nothing at all', {}, /must be/],
  ])('is refused: %s', (_, changed, says) => {
    expect(() => checkBundle(changed)).toThrow(expect.objectContaining({ code: 'bad_bundle', message: expect.stringMatching(says) }))
  })
})
