import { CampusError } from '../errors.ts'

/**
 * What a data set's columns mean: scale, codes and their labels, role, when they are known, how sensitive they are.
 * Guessed from data or read from `datapackage.json`, confirmed by a person, saved beside the data.
 */
export interface Codebook {
  readonly name: string
  readonly title: string
  /** Columns whose values together name one row (one enrolment). Empty: rows have no key. */
  readonly key: readonly string[]
  /** Cell texts that mean "not recorded", besides the empty cell. */
  readonly missing: readonly string[]
  readonly fields: readonly Field[]
}

export interface Field {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly scale: Scale
  readonly role: Role
  /** When its value is known, in words ("registration", "week 4", "end of term"). Absent: nobody has said. */
  readonly availableFrom?: string
  readonly sensitivity?: 'protected' | 'proxy'
  /** Whether the student or the institution can still change it; otherwise it is background. */
  readonly actionable: boolean
  /** Its level follows how the course is designed (how much work, on which pages): a new design shifts it for everybody in the course. */
  readonly byDesign?: boolean
  /** Given to learners only when the question names it. */
  readonly optional?: boolean
  /** In an outcome: the code values that help should come before ("not passed"); a question about the column carries them. */
  readonly event?: readonly string[]
  /** Its name as a simple rule ("last grade"): a model must beat a forecast from this column alone. */
  readonly rule?: string
  /** Reasons in plain words, where a high value speaks and where a low one does: `{value}` is the value with its unit. */
  readonly words?: { readonly high: string; readonly low: string }
  /** This count is part of the count in that column: units passed of units taken. */
  readonly boundedBy?: string
  /** The same measure stands in other columns, taken at other times; a later one has a higher `at`. */
  readonly measure?: Measure
}

export interface Measure {
  readonly name: string // "units passed"
  readonly at: number // 1, 2 …
}

/** Codes are never quantities: a nominal or ordinal field lists them, in order where the order has a meaning. */
export type Scale =
  | { readonly kind: 'nominal' | 'ordinal'; readonly codes: readonly Code[] }
  | { readonly kind: 'quantity'; readonly minimum?: number; readonly maximum?: number; readonly integer?: boolean; readonly unit?: string }
  | { readonly kind: 'identifier' }

export const ROLES = ['student', 'course', 'section', 'term', 'indicator', 'target', 'never'] as const

export type Role = (typeof ROLES)[number]

export interface Code {
  readonly value: string // as it stands in the file
  readonly label: string // "BB"
  readonly meaning?: string // "Good"
}

/** @throws CampusError `unknown_column` with the names there are */
export function fieldOf({ fields, title }: Codebook, name: string): Field {
  const field = fields.find(f => f.name === name) ?? fields.find(f => f.title === name)
  if (field) return field
  throw new CampusError('unknown_column', `${title} has no column ${name}. It has: ${fields.map(f => f.name).join(', ')}.`)
}
