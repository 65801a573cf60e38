/** Rows of one file that were not taken, all for the same reason. */
export interface RefusedRows {
  readonly file: string
  readonly code: RefusedCode
  readonly column?: string
  readonly expected: string
  readonly remedy: string
  readonly rows: number
  /** The first of them; lines where they are known. */
  readonly examples: readonly { readonly line?: number; readonly got: string }[]
}

export type RefusedCode =
  | 'bad_line'
  | 'unknown_code'
  | 'out_of_range'
  | 'wrong_type'
  | 'missing_key'
  | 'duplicate_key'
  | 'synthetic_row'
  | 'no_section'
  | 'no_enrolment'
  | 'no_assessment'
  | 'no_resource'

export type Reason = Omit<RefusedRows, 'rows' | 'examples'>

/** Where every part of an import says what it did not take. */
export interface Refusals {
  add(reason: Reason, got: string, line?: number): void
  /** A line that never became a row; by file in rising order. */
  skip(reason: Reason, got: string, line: number): void
  /** The line of a file on which a row stands that would stand on `line` if no line had been skipped. */
  lineOf(file: string, line: number): number
  /** Many at once, with the first of them. */
  addMany(reason: Reason, rows: number, examples: RefusedRows['examples']): void
  list(): readonly RefusedRows[]
}

const EXAMPLES = 20
const CHARACTERS = 60 // enough to find it, too little to spill a record

export function collectRefusals(): Refusals {
  const found = new Map<string, { reason: Reason; rows: number; examples: { line?: number; got: string }[] }>()
  const skipped = new Map<string, number[]>() // by file: where each would stand if those before it were not there
  const addMany: Refusals['addMany'] = (reason, rows, examples) => {
    const key = JSON.stringify([reason.file, reason.code, reason.column, reason.expected])
    const entry = found.get(key) ?? { reason, rows: 0, examples: [] }
    found.set(key, entry)
    entry.rows += rows
    for (const { line, got } of examples.slice(0, EXAMPLES - entry.examples.length)) {
      const text = got.length > CHARACTERS ? `${got.slice(0, CHARACTERS)}…` : got
      entry.examples.push(line === undefined ? { got: text } : { line, got: text })
    }
  }
  return {
    addMany,
    add: (reason, got, line) => addMany(reason, 1, [line === undefined ? { got } : { line, got }]),
    skip(reason, got, line) {
      addMany(reason, 1, [{ line, got }])
      const before = skipped.get(reason.file) ?? []
      skipped.set(reason.file, before)
      before.push(line - before.length)
    },
    lineOf: (file, line) => line + upTo(skipped.get(file) ?? [], line),
    list: () => [...found.values()].map(({ reason, rows, examples }) => ({ ...reason, rows, examples })),
  }
}

/** How many of the rising values are at most `most`. */
function upTo(values: readonly number[], most: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= most) low = middle + 1
    else high = middle
  }
  return low
}
