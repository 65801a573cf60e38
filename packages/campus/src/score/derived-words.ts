import { type Derivation, derivedValues, type Table } from '@headway/learn'
import { type Codebook, type Field, fieldOf } from '../codebook/codebook.ts'

/**
 * What a derived column is called in reports and reasons, out of the titles of its inputs: what two titles begin with is said once.
 *
 * @param all the model's derivations: a measure of three terms has two changes, which are told apart
 */
export function derivedTitle(derivation: Derivation, codebook: Codebook, all: readonly Derivation[]): string {
  const title = (name: string) => fieldOf(codebook, name).title
  switch (derivation.kind) {
    case 'share':
      return partOfWhole(title(derivation.part), title(derivation.whole))
    case 'total':
      return `Total of ${derivation.measure}`
    case 'change': {
      const changes = all.filter(d => d.kind === 'change' && d.measure === derivation.measure)
      const between = changes.length > 1 ? `, ${title(derivation.from)} to ${title(derivation.to)}` : ''
      return `Change of ${derivation.measure}${between}`
    }
    case 'relative':
      return `${title(derivation.column)}, beside the ${nounOf(fieldOf(codebook, derivation.by))}'s mean`
    default:
      return derivation satisfies never
  }
}

/**
 * What a derived column says of one enrolment whose inputs are known: "3 of 6", "11", "+2", "4 above the course's mean".
 *
 * @param table one row of the recipe's inputs
 */
export function derivedValue(derivation: Derivation, codebook: Codebook, table: Table): string {
  const value = derivedValues(derivation, table)[0]!
  switch (derivation.kind) {
    case 'share':
      return `${numberIn(table, derivation.part)} of ${numberIn(table, derivation.whole)}`
    case 'total':
      return rounded(value)
    case 'change':
      return rounded(value) === '0' ? 'unchanged' : `${value > 0 ? '+' : '−'}${rounded(Math.abs(value))}`
    case 'relative': {
      const mean = `the ${nounOf(fieldOf(codebook, derivation.by))}'s mean`
      return rounded(value) === '0' ? `at ${mean}` : `${rounded(Math.abs(value))} ${value > 0 ? 'above' : 'below'} ${mean}`
    }
    default:
      return derivation satisfies never
  }
}

/** "Units 2nd sem (approved)" and "Units 2nd sem (enrolled)": "Units 2nd sem: approved of enrolled". */
function partOfWhole(part: string, whole: string): string {
  const [a, b] = [part.split(' '), whole.split(' ')]
  let same = 0
  while (same < Math.min(a.length, b.length) - 1 && a[same] === b[same]) same++
  const rest = (words: readonly string[]) =>
    words
      .slice(same)
      .join(' ')
      .replace(/^[(,:–-]+|\)$/g, '')
  return same === 0 ? `${part} of ${whole}` : `${a.slice(0, same).join(' ')}: ${rest(a)} of ${rest(b)}`
}

function nounOf({ role, title }: Field): string {
  return role === 'course' ? 'course' : title
}

function numberIn({ columns }: Table, name: string): string {
  const column = columns.find(c => c.name === name)
  return column?.kind === 'numeric' ? rounded(column.values[0]!) : ''
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100 + 0)
}
