import { describe, expect, it } from 'vitest'
import { taskOf, toyPart } from '../../../test/learner-data.ts'
import { checkFitted } from '../../check-fitted.ts'
import { inputShares } from '../../input-shares.ts'
import { logit, sigmoid } from '../../math/index.ts'
import { type FittedRecipe, fitRecipe, forecast, type Recipe } from '../../recipe.ts'
import { takeRows } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import type { StackParams } from './params.ts'
import { poolForecast, poolScores } from './pool.ts'
import { type StackModel, stack } from './stack.ts'

const ctx = { seed: 3 }
const linear = (lambda: number): Recipe => ({
  steps: [{ kind: 'ordinalCodes' }, { kind: 'impute' }, { kind: 'oneHot' }],
  learner: { kind: 'linear', params: { lambda } },
})
const boosting: Recipe = { steps: [], learner: { kind: 'boosting', params: { rounds: 20 } } }
const kinds: readonly TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']

function fitted(kind: TaskKind, params: Partial<StackParams>, messy = true): { model: StackModel; part: ReturnType<typeof toyPart> } {
  const part = toyPart(kind, { messy })
  return { model: stack.fit(part, params, ctx), part }
}

describe('stack', () => {
  it.each(kinds)('of one recipe forecasts as that recipe does (%s)', kind => {
    const { model, part } = fitted(kind, { members: [linear(0.1)] })
    const alone = forecast(fitRecipe(linear(0.1), part, ctx), part.table)
    stack.predict(model, part.table).data.forEach((p, at) => {
      expect(p).toBeCloseTo(alone.data[at], 9)
    })
  })

  it('averages log-odds by the weights', () => {
    const { model, part } = fitted('binary', { members: [linear(0.1), boosting], weights: [3, 1] })
    expect(model.weights).toEqual([0.75, 0.25])
    const [a, b] = model.members.map(member => forecast(member, part.table).data)
    const pooled = stack.predict(model, part.table).data
    for (let i = 0; i < part.y.length; i++) {
      expect(pooled[2 * i + 1]).toBeCloseTo(sigmoid(0.75 * logit(a[2 * i + 1]) + 0.25 * logit(b[2 * i + 1])), 9)
    }
  })

  it('averages values by the weights', () => {
    const { model, part } = fitted('regression', { members: [linear(0.1), boosting], weights: [1, 1] })
    const [a, b] = model.members.map(member => forecast(member, part.table).data)
    stack.predict(model, part.table).data.forEach((v, i) => {
      expect(v).toBeCloseTo((a[i] + b[i]) / 2, 12)
    })
  })

  it.each(kinds)('whose members derive columns goes through a file, and shares out to what they derived (%s)', kind => {
    const part = toyPart(kind, { messy: true })
    const params = {
      shares: [{ part: 'x0', whole: 'x1' }],
      measures: [{ name: 'x', columns: ['x0', 'x1'] }],
      relativeTo: { by: 'group', columns: ['x2'] },
    }
    const first = { kind: 'derive', params }
    const members = [linear(0.1), boosting].map(member => ({ ...member, steps: [first, ...member.steps] }))
    const whole = fitRecipe({ steps: [], learner: { kind: 'stack', params: { members } } }, part, ctx)
    const read = checkFitted(JSON.parse(JSON.stringify(whole)))
    expect(read).toEqual(whole)
    expect(forecast(read, part.table)).toEqual(forecast(whole, part.table))
    const derived = ['x0 of x1', 'total of x', 'change of x', 'x2 against the mean of its group']
    const shares = inputShares(read, part.table)!
    expect(shares).toEqual(inputShares(whole, part.table))
    expect(shares.columns).toEqual(['x0', 'x1', 'x2', 'group', ...derived])
    const d = shares.columns.length
    const moved = derived.filter((_, j) => shares.values.some((v, at) => at % d === d - derived.length + j && Math.abs(v) > 1e-6))
    expect(moved).toEqual(derived)
  })

  it('does not fit members without weight', () => {
    const { model } = fitted('binary', { members: [linear(0.1), boosting], weights: [0, 2] })
    expect(model.members.map(m => m.learner)).toEqual(['boosting'])
    expect(model.weights).toEqual([1])
  })

  it('says where its shares are Shapley values of its own scale, and where they were carried over', () => {
    const allocated = (kind: TaskKind) => {
      const { model, part } = fitted(kind, {})
      return stack.contributions!(model, part.table).allocated
    }
    expect(kinds.map(allocated)).toEqual([undefined, undefined, true, undefined])
  })

  it.each(['binary', 'multiclass', 'regression'] as const)('of one member on its own scale has the shares of that member (%s)', kind => {
    const { model, part } = fitted(kind, { members: [boosting] })
    const [own, member] = [stack.contributions!(model, part.table), inputShares(model.members[0], part.table)!]
    expect(own).toMatchObject({ scale: member.scale, columns: member.columns, outputs: member.outputs })
    expect(own.allocated).toBeUndefined()
    own.values.forEach((share, at) => {
      expect(share).toBeCloseTo(member.values[at], 7)
    })
    own.base.forEach((base, o) => {
      expect(base).toBeCloseTo(member.base[o], 9)
    })
  })

  it('says that it carried shares over where the floor of .001 cuts in, of these rows alone', () => {
    const { model, part } = fitted('binary', { members: [linear(1e-6)] }, false)
    const member = sharper(model.members[0])
    const [base] = inputShares(member, part.table)!.base
    const own = member.model as { intercept: number }
    const middle = { ...own, intercept: own.intercept - base } // its base is a probability of one half, far from the floor
    const steep = { ...model, members: [{ ...member, model: middle }] }
    const { data } = forecast(steep.members[0], part.table)
    const floored = part.y.map((_, i) => Number(Math.min(data[2 * i], data[2 * i + 1]) < 0.001))
    expect(new Set(floored).size).toBe(2)
    floored.forEach((cut, i) => {
      expect(stack.contributions!(steep, takeRows(part.table, [i])).allocated).toBe(cut ? true : undefined)
    })
    expect(stack.contributions!(steep, part.table).allocated).toBe(true)
  })

  it('shares out its score exactly where the floor of .001 cuts in, and where a share is nearly 0', () => {
    for (const kind of ['binary', 'multiclass', 'ordinal'] as const) {
      const { model, part } = fitted(kind, { members: [linear(1e-6), boosting] }, false)
      const steep = { ...model, members: model.members.map(sharper) }
      const { outputs, base, values, columns } = stack.contributions!(steep, part.table)
      const forecasts = stack.predict(steep, part.table)
      const flooredSomewhere = steep.members.some(m => forecast(m, part.table).data.some(p => p < 1e-4))
      expect(flooredSomewhere).toBe(true)
      for (let i = 0; i < part.y.length; i++) {
        const data = Float64Array.from(base, (b, o) =>
          columns.reduce((sum, _, j) => sum + values[(i * outputs + o) * columns.length + j], b),
        )
        const shared = poolForecast({ rows: 1, cols: outputs, data }, part.task).data
        const own = forecasts.data.subarray(i * forecasts.cols, (i + 1) * forecasts.cols)
        shared.forEach((p, c) => {
          expect(Math.abs(p - own[c])).toBeLessThanOrEqual(1e-9)
        })
      }
    }
  })

  it('is unsure where its members disagree', () => {
    const one = fitted('binary', { members: [boosting, boosting] })
    expect(stack.uncertainty!(one.model, one.part.table).values.every(v => v < 1e-9)).toBe(true)
    const two = fitted('binary', { members: [boosting, linear(0.1)] })
    const [a, b] = two.model.members.map(m => poolScores(forecast(m, two.part.table), two.part.task).data)
    stack.uncertainty!(two.model, two.part.table).values.forEach((v, i) => {
      expect(v).toBeCloseTo(Math.abs(a[i] - b[i]) / 2, 9)
    })
  })

  it.each([
    { name: 'no members', params: { members: [] }, says: /at least one member/ },
    { name: 'nothing for a member', params: { members: [undefined as never] }, says: /members\[0\] of the stack is no recipe/ },
    { name: 'a learner for a member', params: { members: [{ kind: 'linear' } as never] }, says: /is no recipe/ },
    { name: 'no step for a step', params: { members: [{ steps: [null as never], learner: { kind: 'linear' } }] }, says: /is no recipe/ },
    { name: 'a text for a weight', params: { weights: [1, '1' as never] }, says: /weights\[1\] of the stack is "1"/ },
    { name: 'one number for weights', params: { weights: 5 as never }, says: /must be a list of numbers, got 5/ },
    { name: 'nothing for weights', params: { weights: null as never }, says: /must be a list of numbers, got null/ },
    { name: 'a stack in a stack', params: { members: [{ steps: [], learner: { kind: 'stack' } }] }, says: /cannot be a member/ },
    { name: 'a member without shares', params: { members: [{ steps: [], learner: { kind: 'baseline' } }] }, says: /reasons/ },
    { name: 'weights of another number', params: { weights: [1] }, says: /2 members but 1 weights/ },
    { name: 'a negative weight', params: { weights: [2, -1] }, says: /weights\[1\] of the stack is -1/ },
    { name: 'no weight at all', params: { weights: [0, 0] }, says: /All weights of the stack are 0/ },
  ])('refuses $name', ({ params, says }) => {
    expect(() => fitted('binary', params as Partial<StackParams>)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringMatching(says) }),
    )
  })
})

/** The same linear member with coefficients so large that forecasts leave [.001, .999]. */
function sharper(member: FittedRecipe): FittedRecipe {
  if (member.learner !== 'linear') return member
  const model = member.model as { coefficients: (number | number[])[] }
  const steeper = (c: number | number[]): number | number[] => (typeof c === 'number' ? 20 * c : c.map(x => 20 * x))
  return { ...member, model: { ...model, coefficients: model.coefficients.map(steeper) } }
}

describe('the pool', () => {
  it.each(kinds)('gives a forecast back as it was, above the floor (%s)', kind => {
    const task = taskOf(kind)
    const forecasts = { binary: [0.3, 0.7, 0.9, 0.1], regression: [3, -5] }
    const [cols, data] =
      kind in forecasts ? [kind === 'binary' ? 2 : 1, forecasts[kind as 'binary']] : [3, [0.2, 0.3, 0.5, 0.01, 0.9, 0.09]]
    const there = { rows: 2, cols, data: Float64Array.from(data) }
    poolForecast(poolScores(there, task), task).data.forEach((p, at) => {
      expect(p).toBeCloseTo(data[at], 12)
    })
  })
})
