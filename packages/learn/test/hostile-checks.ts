import fc from 'fast-check'
import { expect } from 'vitest'

/** Data that was fitted, the check that stands before it, and everything that is done with it once the check let it pass. */
export interface Guarded {
  readonly good: unknown // plain JSON
  check(value: unknown): void
  use(value: unknown): void
}

/**
 * What everything with a `check` promises: of data changed in any way, the check says `bad_bundle`, or the work done with it ends,
 * with an answer or with an error of ours (a changed leaf is another model, not a broken one). A new learner, step or calibrator
 * joins by standing in its index.
 */
export const hostileChecks: Record<string, (guarded: Guarded) => void> = {
  'lets pass what was fitted, before and after JSON'({ good, check, use }) {
    check(good)
    const revived: unknown = JSON.parse(JSON.stringify(good))
    check(revived)
    use(revived)
  },

  'refuses what is something else altogether'({ check }) {
    for (const value of [undefined, null, 0, 'NaN', true, [], {}, [[]], { kind: 'toString' }, { length: 1e9 }])
      expect(() => check(value)).toThrow(expect.objectContaining({ code: 'bad_bundle' }))
  },

  'refuses any member too few or too many'({ good, check }) {
    for (const path of placesOf(good).map(places => places[0])) {
      const at = valueAt(good, path)
      if (typeof at !== 'object' || at === null || Array.isArray(at)) continue
      for (const name of ['constructor', '__proto__', 'more']) {
        const changed = JSON.parse(JSON.stringify(good))
        Object.defineProperty(valueAt(changed, path), name, { value: {}, enumerable: true })
        expect(() => check(changed), `${path.join('.')} with ${name}`).toThrow(expect.objectContaining({ code: 'bad_bundle' }))
      }
    }
  },

  'refuses every single change, or can work with it'(guarded) {
    for (const places of placesOf(guarded.good)) {
      const path = places[places.length >> 1]
      for (const how of Object.keys(changes)) refusedOrUsable(guarded, [{ path, how }])
    }
  },

  'refuses changes in several places, or can work with them'(guarded) {
    const places = placesOf(guarded.good)
    const change = fc.record({ kind: fc.nat(), at: fc.nat(), how: fc.constantFrom(...Object.keys(changes)) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), chosen => {
        const planned = chosen.map(({ kind, at, how }) => {
          const alike = places[kind % places.length]
          return { path: alike[at % alike.length], how }
        })
        refusedOrUsable(guarded, planned)
      }),
      { seed: 1, numRuns: 150 },
    )
  },
}

type Path = readonly (string | number)[]

/** What may become of a value; undefined takes it away. */
const changes: Readonly<Record<string, (old: unknown) => unknown>> = {
  gone: () => undefined,
  null: () => null,
  'below every range': () => -1,
  huge: () => 1e9,
  broken: () => 0.5,
  NaN: () => Number.NaN,
  'NaN as text': () => 'NaN',
  'an empty list': () => [],
  'an empty object': () => ({}),
  'a length that is only said': () => ({ length: 1e9 }),
  'a list of itself': old => [old],
  shorter: old => (Array.isArray(old) ? old.slice(0, -1) : typeof old === 'string' ? old.slice(1) : old),
  longer: old => (Array.isArray(old) ? [...old, ...old] : old),
  'the other way round': old => (Array.isArray(old) ? old.toReversed() : typeof old === 'number' ? -old : !old),
}

function refusedOrUsable({ good, check, use }: Guarded, planned: readonly { path: Path; how: string }[]): void {
  const changed = planned.reduce<unknown>((value, { path, how }) => changedAt(value, path, changes[how]), JSON.parse(JSON.stringify(good)))
  try {
    check(changed)
  } catch (error) {
    expect(error, JSON.stringify(planned)).toMatchObject({ code: 'bad_bundle' })
    return
  }
  try {
    use(changed)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw new Error(`check let pass ${JSON.stringify(planned)}`, { cause: error })
  }
}

/** Every place of a value in it, those that differ in list positions alone put together. */
function placesOf(value: unknown): Path[][] {
  const alike = new Map<string, Path[]>()
  const visit = (at: unknown, path: Path) => {
    const kind = path.map(p => (typeof p === 'number' ? '*' : p)).join('.')
    alike.set(kind, [...(alike.get(kind) ?? []).slice(-50), path])
    if (Array.isArray(at)) at.forEach((item, i) => void visit(item, [...path, i]))
    else if (typeof at === 'object' && at !== null) for (const [name, member] of Object.entries(at)) visit(member, [...path, name])
  }
  visit(value, [])
  return [...alike.values()]
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], value)
}

/** Changes in place; a path that an earlier change cut off changes nothing. */
function changedAt(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const last = path.at(-1)
  if (last === undefined) return change(value)
  const parent = valueAt(value, path.slice(0, -1))
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, last)) return value
  const changed = change((parent as Record<string | number, unknown>)[last])
  if (changed !== undefined) (parent as Record<string | number, unknown>)[last] = changed
  else if (Array.isArray(parent)) parent.splice(last as number, 1)
  else delete (parent as Record<string | number, unknown>)[last]
  return value
}
