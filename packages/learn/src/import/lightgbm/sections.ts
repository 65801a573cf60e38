import { badModelFile } from '../bad-model-file.ts'

/** Lines `name=value`; a line without = has the value ''. */
export type Section = ReadonlyMap<string, string>

export interface Sections {
  readonly head: Section
  readonly trees: readonly Section[]
  /** What pandas called the levels, by column of levels: JSON as text. */
  readonly pandas?: string
}

/** More trees than a bundle could hold, and more lines than LightGBM writes of one: a file of nothing else would fill the memory. */
const MOST_TREES = 1_000_000
const MOST_LINES = 100

/**
 * LightGBM's text taken apart: a head, sections that begin with `Tree=`, an end, and what pandas left behind it. Settings and
 * importances are passed over.
 *
 * @throws LearnError `bad_model_file`: no end of the trees (the text was cut), a name twice in a section, more than a million trees or
 *   100 lines of one
 */
export function sectionsOf(text: string): Sections {
  const head = new Map<string, string>()
  const trees: Map<string, string>[] = []
  let into = head
  let ended = false
  let pandas: string | undefined
  for (const line of linesOf(text)) {
    if (ended) {
      if (line.startsWith(PANDAS)) pandas = line.slice(PANDAS.length)
      continue
    }
    if (line === '') continue
    if (line === 'end of trees') {
      ended = true
      continue
    }
    const at = line.indexOf('=')
    const name = at < 0 ? line : line.slice(0, at)
    if (name === 'Tree') {
      if (trees.length === MOST_TREES) throw badModelFile(`it has more than ${MOST_TREES} trees`, 'Train fewer rounds')
      into = new Map()
      trees.push(into)
    }
    if (into.has(name)) throw badModelFile(`it says ${JSON.stringify(name.slice(0, 40))} twice in one place`)
    if (into.size === MOST_LINES) throw badModelFile(`it has more than ${MOST_LINES} lines in one place`)
    into.set(name, at < 0 ? '' : line.slice(at + 1))
  }
  if (!ended) throw badModelFile('its trees have no end: the text was cut short')
  return { head, trees, ...(pandas !== undefined && { pandas }) }
}

const PANDAS = 'pandas_categorical:'

function* linesOf(text: string): Generator<string> {
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to)
    from = to + 1
  }
}
