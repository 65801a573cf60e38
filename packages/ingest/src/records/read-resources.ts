import type { Refusals } from './refused-rows.ts'
import type { Texts } from './staged-texts.ts'

export interface ReadResources {
  readonly ids: readonly string[]
  readonly kinds: readonly string[]
  readonly kind: Int32Array // [resources]
}

/** By id, kinds by name. @param texts id, kind */
export function readResources({ file, rows }: Texts, refusals: Refusals): ReadResources {
  const kindOf = new Map<string, string>()
  for (const { line, cells } of rows) {
    const [id, kind] = cells
    if (!id) refusals.add({ file, code: 'missing_key', expected: 'the id of a resource', remedy: 'Fill it in.' }, 'nothing', line)
    else if (kindOf.has(id) && kindOf.get(id) !== (kind ?? 'unknown'))
      refusals.add(
        { file, code: 'duplicate_key', expected: 'one kind for each resource', remedy: 'The first was taken.' },
        `${id} ${kind}`,
        line,
      )
    else kindOf.set(id, kind ?? 'unknown')
  }
  const ids = [...kindOf.keys()].sort()
  const kinds = [...new Set(kindOf.values())].sort()
  const numbers = new Map(kinds.map((kind, i) => [kind, i]))
  return { ids, kinds, kind: Int32Array.from(ids, id => numbers.get(kindOf.get(id)!)!) }
}
