import { LearnError } from '../../errors.ts'

/** What differs between databases: how names, texts and numbers are written so that they can be nothing else. */
export interface Dialect {
  readonly textType: string
  readonly doubleType: string
  readonly floatType: string // of 32 bits
  /** @throws LearnError `not_exportable` where the database has no such name */
  name(name: string): string
  /** Undefined where no text of the database can be this one. */
  text(text: string): string | undefined
  /** Finite, as a typed literal. */
  double(value: number): string
  /** What ends a step, so that the database does not copy its expressions into the next. */
  readonly fence: string
}

export type SqlDialect = 'postgresql' | 'duckdb' | 'spark'

export const dialects: Readonly<Record<SqlDialect, Dialect>> = {
  postgresql: {
    textType: 'TEXT',
    doubleType: 'DOUBLE PRECISION',
    floatType: 'REAL',
    name: name => `"${usable(name).replaceAll('"', '""')}"`,
    // E'…' means the same whatever standard_conforming_strings says
    text: text =>
      isStorable(text) ? `${text.includes('\\') ? 'E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : undefined,
    double: value => `'${value}'::float8`,
    fence: ' OFFSET 0',
  },

  duckdb: {
    textType: 'VARCHAR',
    doubleType: 'DOUBLE',
    floatType: 'FLOAT',
    name: name => `"${usable(name).replaceAll('"', '""')}"`,
    text: text => (isStorable(text) ? `'${text.replaceAll("'", "''")}'` : undefined),
    double: value => `'${value}'::DOUBLE`,
    fence: '',
  },

  spark: {
    textType: 'STRING',
    doubleType: 'DOUBLE',
    floatType: 'FLOAT',
    name(name) {
      if (!name.includes('${')) return `\`${usable(name).replaceAll('`', '``')}\``
      throw new LearnError(
        'not_exportable',
        `Spark would read a setting into the column name ${JSON.stringify(name)}: it holds \${. Rename the column and train again, or export to another dialect.`,
      )
    },
    // how backslashes, doubled quotes and ${…} are read hangs on settings; bytes do not
    text: text => (isStorable(text) ? (/^[\w +.,:()<>=/-]*$/.test(text) ? `'${text}'` : `CAST(X'${hexOf(text)}' AS STRING)`) : undefined),
    double: value => (value < 0 ? `(${value}D)` : `${value}D`),
    fence: '',
  },
}

function usable(name: string): string {
  if (name !== '' && isStorable(name)) return name
  throw new LearnError(
    'not_exportable',
    `No database has a column or table called ${JSON.stringify(name)}: names are not empty and hold neither NUL nor half a character. Rename it.`,
  )
}

/** No database keeps NUL or half of a surrogate pair in a text. */
function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text)
}

/** The text's bytes in UTF-8. */
function hexOf(text: string): string {
  return encodeURIComponent(text).replace(
    /%(..)|([^%])/g,
    (_, hex: string, plain: string) => hex ?? plain.charCodeAt(0).toString(16).toUpperCase(),
  )
}
