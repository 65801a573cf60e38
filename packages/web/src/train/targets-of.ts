import { askQuestion, type Codebook, type Field } from '@headway/campus'

/** A column that can be forecast, and what can be asked about it. */
export interface TargetColumn {
  readonly column: string
  readonly title: string
  readonly asks: readonly { readonly target: string; readonly label: string }[]
  /** A quantity: a bound makes an event of it. */
  readonly bounded: boolean
}

/** More codes than these are rather names than outcomes. */
const MOST_CODES = 30

/** Every question that the page offers, columns with the role target first; only such as `askQuestion` takes. */
export function targetsOf(codebook: Codebook): TargetColumn[] {
  const wanted = codebook.fields.filter(({ role }) => role !== 'student' && role !== 'never')
  return wanted
    .toSorted((a, b) => Number(b.role === 'target') - Number(a.role === 'target'))
    .map(field => ({
      column: field.name,
      title: field.title,
      asks: asksOf(field).filter(({ target }) => isAskable(codebook, field, target)),
      bounded: field.scale.kind === 'quantity' && isAskable(codebook, field, `${field.name}<1`),
    }))
    .filter(({ asks, bounded }) => asks.length > 0 || bounded)
}

function asksOf({ name, scale }: Field): { target: string; label: string }[] {
  if (scale.kind === 'identifier') return []
  if (scale.kind === 'quantity') return [{ target: name, label: 'the number itself' }]
  if (scale.codes.length > MOST_CODES) return []
  const one = scale.codes.map(({ value, label }) => ({ target: `${name}=${value}`, label: `${label}, or not` }))
  const upTo = scale.codes.slice(1, -1).map(({ value, label }) => ({ target: `${name}<=${value}`, label: `${label} or lower, or not` }))
  return [...one, ...(scale.kind === 'ordinal' ? upTo : []), { target: name, label: 'each outcome by itself' }]
}

function isAskable(codebook: Codebook, field: Field, target: string): boolean {
  try {
    return askQuestion(codebook, { target, withProtected: true }).target.column === field.name
  } catch {
    return false // its name or code holds what the short form takes for itself
  }
}
