import { describe, expect, it } from 'vitest'
import { drawn, lister, scoresOf } from '../../../test/list-data.ts'
import { anyOrder } from '../../lists/event-scores.ts'
import { gate } from '../../lists/gate.ts'
import { listLengths } from '../../lists/list-lengths.ts'
import { renderGate } from './render-gate.ts'
import { renderLists } from './render-lists.ts'
import { renderStability } from './render-stability.ts'

const { event, scores } = drawn(100, 1)
const model = lister('model', scoresOf(event, scores()))
const rules = [{ ...lister('prior', anyOrder(model.scores)), label: 'any order' }, lister('<b>last</b> grade', scoresOf(event, scores(9)))]
const options = { event: 'G < 2', seed: 1, resamples: 100 }

describe('renderLists', () => {
  const table = listLengths([...rules, model], options)!
  const page = renderLists(table, 10).html

  it('says the list of the gate in one sentence, and every length in both tables', () => {
    expect(page).toContain('<p>Listing 10 of 100 students finds')
    expect(page).not.toContain('<p>Listing 20')
    for (const { listed, lines } of table.lengths) {
      const { value, low, high } = lines.at(-1)!.recall
      const row = new RegExp(
        `>${listed} <span class="soft">.* %\\)</span></th>.*>${Math.round(100 * value)} % <span class="soft">\\[${Math.round(100 * low)} %–${Math.round(100 * high)} %\\]`,
      )
      expect(page).toMatch(row)
      const { found } = lines[1]!
      expect(page).toContain(
        `<td>${Math.round(found.value)}<br><span class="soft">${Math.round(found.low)}–${Math.round(found.high)}</span></td>`,
      )
    }
  })

  it('escapes what came from data, and names each estimand', () => {
    expect(page).toContain('G &#60; 2')
    expect(page).toContain('&#60;b&#62;last&#60;/b&#62; grade')
    expect(page).toContain('Wilson over students listed')
    expect(page).toContain('bootstrap over students')
  })
})

describe('renderGate', () => {
  it('answers, recommends, and shows each rule', () => {
    const passed = gate(rules, model, options)
    expect(passed.kind).toBe('too few to tell')
    const page = renderGate(passed).html
    expect(page).toContain(`<strong>Too few students to tell.</strong> List by: <strong>&#60;b&#62;last&#60;/b&#62; grade</strong>`)
    for (const { difference } of passed.rules) expect(page).toContain(`>${difference.value.toFixed(1)} (`)
  })

  it('shows who overruled it', () => {
    const page = renderGate(gate([...rules, model], model, { ...options, overrule: { by: 'A & B', reason: 'a <trial>' } })).html
    expect(page).toContain('<strong>No.</strong>')
    expect(page).toContain('Overruled by A &#38; B: a &#60;trial&#62;')
  })
})

it('says how much of a list would stay, beside chance', () => {
  const page = renderStability({ refits: 20, listed: 15, n: 145, overlap: 0.48, overlapByChance: 0.05, stable: 0.4 }).html
  expect(page).toContain('Fitted again 20 times')
  expect(page).toContain('<strong>40 % of the places</strong>')
  expect(page).toContain('share 48 % of all who are on either (5 % by chance)')
})
