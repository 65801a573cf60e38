import { createRandom, deriveSeed, permutation } from '@headway/learn'
import { type Codebook, type Field, fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'

/** What one column adds to the latent score, by code in codebook order; or per standard deviation of a quantity. */
export type Effect =
  | { readonly column: string; readonly byCode: Readonly<Record<string, number>> }
  | { readonly column: string; readonly perDeviation: number }

/** For UCI 856, per step of the codes: more study and better grades help, staying away from classes does not. */
const uci856Slopes: Readonly<Record<string, number>> = { STUDY_HRS: 0.45, CUML_GPA: 0.5, ATTEND: -0.8, NOTES: 0.4, LISTENS: 0.3 }

/**
 * The columns that matter in generated data, and how: the course by up to ±2 (in an order of its own for each seed), and a few
 * indicators by a fixed slope per step. All others are noise, protected ones always.
 */
export function effectsOf(codebook: Codebook, target: string, seed: number): Effect[] {
  const slopes =
    codebook.name === 'uci856' ? uci856Slopes : Object.fromEntries(somePlainIndicators(codebook, target).map(name => [name, 0.6]))
  return codebook.fields.flatMap(field => {
    if (field.name === target) return []
    if (field.role === 'course' && 'codes' in field.scale) return [courseEffect(field, seed)]
    return Object.hasOwn(slopes, field.name) ? [slopeEffect(field, slopes[field.name]!)] : []
  })
}

/** The outcome to generate: the named column, or the one with the role target. */
export function targetOf(codebook: Codebook, name: string | undefined): Field {
  const field = name === undefined ? codebook.fields.find(f => f.role === 'target') : fieldOf(codebook, name)
  if (field && field.scale.kind !== 'identifier') return field
  throw new CampusError(
    'bad_codebook',
    `${codebook.title} names no outcome to generate. Give one column the role target, or name the column.`,
  )
}

function somePlainIndicators({ fields }: Codebook, target: string): string[] {
  const plain = fields.filter(
    f => f.role === 'indicator' && f.name !== target && f.sensitivity === undefined && !f.optional && f.scale.kind !== 'identifier',
  )
  const wanted = [
    ...plain.filter(f => f.rule !== undefined),
    ...plain.filter(f => f.actionable),
    ...plain.filter(f => f.scale.kind !== 'nominal'),
  ]
  return [...new Set(wanted.map(f => f.name))].slice(0, 4)
}

function courseEffect({ name, scale }: Field, seed: number): Effect {
  const codes = 'codes' in scale ? scale.codes : []
  const place = permutation(codes.length, createRandom(deriveSeed(seed, 'course', name)))
  const step = codes.length > 1 ? 4 / (codes.length - 1) : 0
  return { column: name, byCode: Object.fromEntries(codes.map((code, c) => [code.value, place[c]! * step - 2])) }
}

function slopeEffect({ name, scale }: Field, slope: number): Effect {
  if (!('codes' in scale)) return { column: name, perDeviation: slope }
  const middle = (scale.codes.length - 1) / 2
  return { column: name, byCode: Object.fromEntries(scale.codes.map((code, c) => [code.value, slope * (c - middle)])) }
}
