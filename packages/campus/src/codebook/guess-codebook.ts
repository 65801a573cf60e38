import type { RawTable } from '../dataset.ts'
import { checkCodebook } from './check-codebook.ts'
import type { Codebook, Field, Role } from './codebook.ts'
import { guessScale } from './guess-scale.ts'
import { nameHints } from './name-hints.ts'

const ALWAYS_MISSING = ['?', 'NA', 'N/A', 'n/a', '#N/A', 'NULL', 'null']
const MISSING_AMONG_NUMBERS = [...ALWAYS_MISSING, 'NaN', 'nan', 'None', 'none', '-', '.', 'missing', 'unknown']
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/**
 * A first codebook for columns that nobody has described: scales from the cells, roles and sensitivity from the names. Each field's
 * description says what was guessed and why, for a person to confirm. No target is guessed (the question names it), nothing is
 * called actionable, no time of availability is assumed, and quantities get no limits that later files could break.
 *
 * @example guessCodebook(raw).fields[0] // { name: 'sex', scale: { kind: 'nominal', … }, sensitivity: 'protected', … }
 */
export function guessCodebook(raw: RawTable): Codebook {
  const distinct = raw.columns.map(countTexts)
  const missing = missingMarks(distinct)
  const taken = new Set<Role>()
  const fields = raw.names.map((name, j): Field => {
    const counts = distinct[j]!
    const texts = filledTexts(counts, missing)
    const filled = texts.reduce((sum, text) => sum + counts.get(text)!, 0)
    const hints = nameHints(name)
    const { scale, reason } = guessScale(texts, filled, hints)
    const wanted =
      hints.role !== undefined && !taken.has(hints.role) && filled > 0 && (hints.role !== 'course' || scale.kind === 'nominal')
        ? hints.role
        : undefined
    if (wanted) taken.add(wanted)
    const role = wanted ?? (scale.kind === 'identifier' ? 'never' : 'indicator')
    const traits = hints.sensitivity ? `; ${hints.sensitivity} by its name` : ''
    return {
      name,
      title: name,
      description: `Guessed: ${scale.kind} (${reason})${wanted ? `; role ${wanted} by its name` : ''}${traits}.`,
      scale,
      role,
      ...(hints.sensitivity && role === 'indicator' && { sensitivity: hints.sensitivity }),
      actionable: false,
    }
  })
  const title = raw.file.replace(/\.\w+$/, '')
  const name =
    title
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'data'
  return checkCodebook({ name, title: title || 'data', key: guessKey(raw, fields), missing, fields })
}

function countTexts(cells: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const text = cell.trim()
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return counts
}

/** A mark that is missing among numbers is a text among texts. */
function filledTexts(counts: ReadonlyMap<string, number>, missing: readonly string[]): string[] {
  const others = [...counts.keys()].filter(text => !missing.includes(text))
  const numeric = others.length > 0 && others.every(text => NUMBER.test(text))
  return numeric ? others : [...counts.keys()].filter(text => !ALWAYS_MISSING.includes(text))
}

/** Marks that are never a value, and marks that stand among numbers. */
function missingMarks(columns: readonly Map<string, number>[]): string[] {
  const found = new Set<string>()
  for (const counts of columns) {
    for (const mark of ALWAYS_MISSING) if (counts.has(mark)) found.add(mark)
    const marks = MISSING_AMONG_NUMBERS.filter(mark => counts.has(mark))
    const others = [...counts.keys()].filter(text => !marks.includes(text))
    if (marks.length > 0 && others.length > 0 && others.every(text => NUMBER.test(text))) for (const mark of marks) found.add(mark)
  }
  return [...found]
}

/** The student, or student and course, or these and the term: the first that names every row once. */
function guessKey({ names, columns, lines }: RawTable, fields: readonly Field[]): string[] {
  const held = (role: Role) => fields.filter(f => f.role === role).map(f => f.name)
  const [student, course, term] = [held('student'), held('course'), held('term')]
  if (student.length === 0) return []
  for (const key of [student, [...student, ...course], [...student, ...term], [...student, ...course, ...term]]) {
    const cells = key.map(name => columns[names.indexOf(name)]!)
    const texts = Array.from(lines, (_, row) => JSON.stringify(cells.map(column => column[row]!.trim())))
    if (new Set(texts).size === texts.length && cells.every(column => column.every(cell => cell.trim() !== ''))) return key
  }
  return []
}
