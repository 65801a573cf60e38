import type { ScoringCard } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook } from '../../test/small.ts'
import { wellNested } from '../../test/well-nested.ts'
import type { Bundle } from '../bundle.ts'
import { askQuestion } from '../question/ask-question.ts'
import { renderCard } from './render-card.ts'

const HOSTILE = `</title><script>alert("1")</script>'&`

/** The parts of a bundle that a card reads; titles and labels are hostile. */
function bundleFor(target: string, synthetic = false): Bundle {
  const fields = smallCodebook.fields.map(field => ({
    ...field,
    title: `${field.title} ${HOSTILE}`,
    scale:
      'codes' in field.scale
        ? { ...field.scale, codes: field.scale.codes.map(c => ({ ...c, label: `${c.label} ${HOSTILE}` })) }
        : field.scale,
  }))
  const codebook = { ...smallCodebook, title: HOSTILE, fields }
  return { codebook, question: askQuestion(codebook, { target }), report: { data: { synthetic } } } as unknown as Bundle
}

const card: ScoringCard = {
  task: { kind: 'binary', classes: ['no', 'yes'] },
  parts: [
    {
      column: 'HOURS',
      bands: [
        { holds: { kind: 'levels', levels: ['1', '2'], missing: true, unseen: true }, points: 20 },
        { holds: { kind: 'levels', levels: ['3'], missing: false, unseen: false }, points: 0 },
        { holds: { kind: 'levels', levels: [], missing: false, unseen: true }, points: 7 },
      ],
    },
    {
      column: 'POINTS',
      bands: [
        { holds: { kind: 'range', from: null, to: -0.5 }, points: 3 },
        { holds: { kind: 'range', from: -0.5, to: 40 }, points: 1 },
        { holds: { kind: 'range', from: 40, to: null }, points: 0 },
      ],
    },
  ],
  leftOut: ['COURSE'],
  totals: [
    { from: 0, to: 9, forecast: [0.9, 0.1] },
    { from: 10, to: 10, forecast: [0.5, 0.5] },
    { from: 11, to: 23, forecast: [0.25, 0.75] },
  ],
  rounding: { rows: 120, largest: 0.034, mean: 0.0061 },
}

const text = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

describe('renderCard', () => {
  it('says the points of each band, what each total says, and how far rounding moves it', () => {
    const said = text(renderCard(bundleFor('GRADE<=1'), card)).replaceAll(/ &#60;\/title&#62;.*?&#38;/g, '')
    expect(said).toContain('Study hours few, some, not known 20 many 0 Points before up to −0.5 3 over −0.5 to 40 1 over 40 0')
    expect(said).toContain('Total of the boxes 0 to 23 0–9 10 % 10 50 % 11–23 75 %')
    expect(said).toContain(
      "over 120 past rows, a forecast read from this card is 0.6 percentage points away from the model's own on average, and 3.4",
    )
    expect(said).toContain('Too weak to give a point: Course')
    expect(said).not.toContain('synthetic')
  })

  it('shows titles and labels as text, whatever they hold, and makes no request', () => {
    const page = renderCard(bundleFor('GRADE<=1'), card)
    expect(page).not.toMatch(/<script|https?:|url\(/)
    expect(wellNested(page)).toBe('')
  })

  it('gives every class a column, with its head above each half', () => {
    const classes = ['A', 'B', 'C']
    const ordinal = {
      ...card,
      task: { kind: 'ordinal', classes } as const,
      totals: card.totals.map(t => ({ ...t, forecast: [0.2, 0.3, 0.5] })),
    }
    const said = text(renderCard(bundleFor('GRADE'), ordinal))
    expect(said).toContain('Total A B C 0–9 20 % 30 % 50 % 10 20 % 30 % 50 % Total A B C 11–23')
  })

  it('marks a card of synthetic records', () => {
    expect(renderCard(bundleFor('GRADE<=1', true), card)).toContain('Made from synthetic records')
  })
})
