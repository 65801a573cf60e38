import { describe, expect, it } from 'vitest'
import { askedAt, modelAt, records } from '../../../test/small-study.ts'
import { wellNested } from '../../../test/well-nested.ts'
import { honestyGaps } from '../../study/honesty-gaps.ts'
import { learningCurve } from '../../study/learning-curve.ts'
import { studyOf } from '../../study/study.ts'
import { defaultPlan } from '../../train/plan.ts'
import { linear } from '../../train/recipes.ts'
import { renderReport } from './render-report.ts'
import { renderStudy } from './render-study.ts'

const study = studyOf([modelAt('week 2'), modelAt('week 6')])
const { question, frame } = askedAt('week 6')
const { recipe } = linear(0.1)
const gaps = honestyGaps({ records, question, recipe }, { seed: 1, resamples: 30 })
const learning = learningCurve({ frame, plan: defaultPlan(frame, 1), recipe }, { seed: 1, resamples: 30 })
const page = renderStudy(study, { gaps, learning })

describe('renderStudy', () => {
  it('needs nothing but itself', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|url\(|@import|https?:/)
    expect(wellNested(page)).toBe('')
  })

  it('leads to every part', () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(m => m[1]!)
    expect(targets).toEqual(['early', 'to-do', 'left-out', 'gaps', 'learning', 'at-week-2', 'at-week-6', 'model-card', 'data-sheet'])
    for (const id of targets) expect(page.split(`id="${id}"`)).toHaveLength(2)
  })

  it('puts the answer before the rest', () => {
    const order = ['<h1>', '<p class="lead">', 'id="early"', 'id="to-do"', '<nav', 'id="left-out"', 'Week 2 in full</h1>']
    const places = order.map(text => page.indexOf(text))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('follows every chart with a table of the same numbers', () => {
    const parts = page.split('<svg').slice(1)
    expect(parts.length).toBeGreaterThan(6)
    for (const part of parts) expect(part).toContain('<table>')
  })

  it('shows how many had the event, which a constant forecast finds', () => {
    const { entries, classes } = study.moments[1]!.report
    const prior = entries[0]!.metrics['averagePrecision']!
    expect(prior.value).toBeCloseTo(classes![1]!.n / (classes![0]!.n + classes![1]!.n), 12)
    expect(page).toContain(`<td>${Math.round(100 * prior.value)} %<br>`)
  })

  it('holds a moment whole, and without extras leaves their parts out', () => {
    const own = renderReport(study.moments[0]!.report)
    const sections = own.slice(own.indexOf('<h2>Against'), own.indexOf('<h2 id="model-card"'))
    expect(page).toContain(sections.trim())
    expect(renderStudy(study)).not.toMatch(/id="gaps"|id="learning"/)
  })

  it('escapes what came from data', () => {
    const evil = '<script>"&'
    const report = { ...study.moments[0]!.report, question: evil, limits: [evil] }
    const suspects = [{ column: evil, kind: 'identifier' as const, evidence: evil, kept: true }]
    const shown = renderStudy({ moments: [{ name: evil, report: { ...report, suspects } }], main: 0 })
    expect(shown).not.toContain('<script')
    expect(wellNested(shown)).toBe('')
  })
})
