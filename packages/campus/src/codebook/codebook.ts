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
  /** Given to learners only when the question names it. */
  readonly optional?: boolean
}

/** Codes are never quantities: a nominal or ordinal field lists them, in order where the order has a meaning. */
export type Scale =
  | { readonly kind: 'nominal' | 'ordinal'; readonly codes: readonly Code[] }
  | { readonly kind: 'quantity'; readonly minimum?: number; readonly maximum?: number; readonly integer?: boolean; readonly unit?: string }
  | { readonly kind: 'identifier' }

export type Role = 'student' | 'course' | 'section' | 'term' | 'indicator' | 'target' | 'never'

export interface Code {
  readonly value: string // as it stands in the file
  readonly label: string // "BB"
  readonly meaning?: string // "Good"
}
