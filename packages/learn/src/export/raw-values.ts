import type { Input } from '../recipe.ts'

/**
 * How a written formula reads the values of a table as they stand there. An empty text, and a text of `missing` that is no level of
 * the column, is missing.
 */
export interface RawValues {
  readonly missing: readonly string[]
}

/** What a level's text is compared with, the same in every language. */
export interface LevelTexts {
  /** Spaces around a text do not count: so unless one of the levels begins or ends with one itself. */
  readonly trimmed: boolean
  /** All levels are whole numbers: `3.0`, as a database may write 3, is `3`. */
  readonly whole: boolean
}

export function levelTexts({ levels }: Extract<Input, { kind: 'categorical' }>): LevelTexts {
  return { trimmed: levels.every(level => level === level.trim()), whole: levels.every(level => /^-?\d+$/.test(level)) }
}
