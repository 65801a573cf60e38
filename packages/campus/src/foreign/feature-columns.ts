import type { FeatureColumn, ForeignFeature } from '@headway/learn'
import type { Code, Codebook, Field } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import { isInput } from '../question/ask-question.ts'

export interface FeatureNames {
  /** Which column each feature is, in the model's order, by name or title; absent: the features are called as the columns. */
  readonly features?: readonly string[]
  /** By column: what the codes 0, 1, … of its feature stood for where the model was trained, by code or label. */
  readonly levels?: Readonly<Record<string, readonly string[]>>
}

export interface Matched {
  readonly columns: readonly FeatureColumn[] // [d] in the model's order
  readonly fields: readonly Field[] // [d]
  /** What nobody said and was taken for granted, a sentence for each column. */
  readonly assumed: readonly string[]
}

/**
 * Which column of the codebook each feature of a model is, and which number stood for each of its codes. Of levels: as `levels` says,
 * else as the model's file says, else the places of the codes in the codebook. Of codes that were numbers to the model: those numbers.
 *
 * @throws CampusError `unknown_column`: a feature is no column of the codebook; `bad_question`: two features are one, or a column is not to
 *   forecast from; `unknown_code`: levels that hold none of the column's codes
 */
export function featureColumns(
  features: readonly ForeignFeature[],
  codebook: Codebook,
  { features: names, levels = {} }: FeatureNames,
): Matched {
  if (names && names.length !== features.length)
    throw new CampusError(
      'wrong_length',
      `The model has ${features.length} features, got ${names.length} names. Name a column for each, in their order.`,
    )
  const fields = features.map((feature, j) => fieldFor(codebook, names?.[j] ?? feature.name, j))
  const twice = fields.find((field, j) => fields.indexOf(field) !== j)
  if (twice) throw new CampusError('bad_question', `Two features are the column ${twice.name}. Name another column for one of them.`)
  checkLevels(levels, fields)
  const assumed: string[] = []
  const columns = fields.map((field, j) =>
    columnFor(field, features[j]!, Object.hasOwn(levels, field.name) ? levels[field.name] : undefined, assumed),
  )
  return { columns, fields, assumed }
}

/** By name, else by title; LightGBM writes _ for spaces. */
function fieldFor(codebook: Codebook, wanted: string | undefined, j: number): Field {
  if (wanted === undefined)
    throw new CampusError(
      'unknown_column',
      `The model does not name its features. Name the column of each, in their order: --features a,b,c.`,
    )
  const inWords = (text: string) => text.replace(/\s/g, '_')
  const found =
    codebook.fields.find(f => f.name === wanted) ??
    codebook.fields.find(f => f.title === wanted) ??
    codebook.fields.find(f => inWords(f.name) === inWords(wanted)) ??
    codebook.fields.find(f => inWords(f.title) === inWords(wanted))
  if (!found)
    throw new CampusError(
      'unknown_column',
      `Feature ${j} of the model is ${JSON.stringify(wanted.slice(0, 60))}, and ${codebook.title} has no such column. Rename one, or name the columns in the model's order: --features a,b,c. It has: ${codebook.fields.map(f => f.name).join(', ')}.`,
    )
  if (!isInput(found))
    throw new CampusError(
      'bad_question',
      `The model takes ${found.name}, which is no column to forecast from: its role is ${found.role}. Train without it.`,
    )
  return found
}

function checkLevels(levels: NonNullable<FeatureNames['levels']>, fields: readonly Field[]): void {
  const unknown = Object.keys(levels).find(name => !fields.some(field => field.name === name))
  if (unknown !== undefined)
    throw new CampusError(
      'unknown_column',
      `Levels are given of ${unknown}, which the model does not take. It takes: ${fields.map(f => f.name).join(', ')}.`,
    )
}

function columnFor(
  { name, scale }: Field,
  { levels: own, splits, unclear }: ForeignFeature,
  given: readonly string[] | undefined,
  assumed: string[],
): FeatureColumn {
  if (!('codes' in scale)) {
    if (!given && !own) return { kind: 'numeric', name }
    throw new CampusError(
      'wrong_type',
      `${name} is a quantity in the codebook and had levels where the model was trained. Make it nominal in the codebook.`,
    )
  }
  if (unclear && !given)
    throw new CampusError(
      'bad_question',
      `The model's file lists levels and does not say of which features, and ${name} may be one. Say what its codes stood for: --levels <file.json>.`,
    )
  const { codes } = scale
  return {
    kind: 'categorical',
    name,
    levels: codes.map(code => code.value),
    ordered: scale.kind === 'ordinal',
    numbers: numbersOf(name, codes, given ?? own, splits, assumed),
  }
}

function numbersOf(
  name: string,
  codes: readonly Code[],
  listed: readonly string[] | undefined,
  splits: ForeignFeature['splits'],
  assumed: string[],
) {
  if (listed) {
    const numbers = codes.map(code => placeIn(listed, code))
    if (numbers.some(number => number !== null)) return numbers
    throw new CampusError(
      'unknown_code',
      `None of the levels ${listed.slice(0, 5).join(', ')} is a code or label of ${name}. Say what its codes stood for: --levels <file.json>.`,
    )
  }
  const numeric = codes.every(code => code.value.trim() !== '' && Number.isFinite(Number(code.value)))
  if (splits === 'cuts' && numeric) return codes.map(code => Number(code.value))
  assumed.push(
    `the model knew ${name} by the places of its codes in the codebook (${codes
      .slice(0, 3)
      .map((code, i) => `${i} for ${code.label}`)
      .join(', ')}${codes.length > 3 ? ' …' : ''}).`,
  )
  return codes.map((_, i) => i)
}

function placeIn(listed: readonly string[], { value, label }: Code): number | null {
  const at = listed.includes(value) ? listed.indexOf(value) : listed.indexOf(label)
  return at < 0 ? null : at
}
