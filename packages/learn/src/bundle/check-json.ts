import { LearnError } from '../errors.ts'
import { DEEPEST } from './canonical-json.ts'

/** 2²⁶ characters: about a gigabyte while it is read and hashed. */
const LONGEST = 0x400_0000

/** The deepest body that canonicalJson writes ends in an empty list, and stands in one object more. */
const NESTING = DEEPEST + 2

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Array.from('"\\[]{}', c => c.charCodeAt(0))

/**
 * Whether a text may be given to `JSON.parse`: not longer than `longest` characters, not nested deeper than a bundle can be. One
 * pass, no memory; brackets inside of strings do not count. Whether it is JSON at all is left to the parser.
 *
 * @throws LearnError `bad_bundle`
 */
export function checkJson(text: string, longest = LONGEST): void {
  if (text.length > longest) throw bad(`it may have ${longest} characters, got ${text.length}`, 'Choose another file, or allow more')
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted && c === BACKSLASH) i++
    else if (c === QUOTE) quoted = !quoted
    else if (quoted) continue
    else if (c === OPEN_LIST || c === OPEN_OBJECT) depth++
    else if (c === CLOSE_LIST || c === CLOSE_OBJECT) depth--
    if (depth > NESTING) throw bad(`it is nested more than ${NESTING} deep at character ${i}`, 'Take the original')
  }
}

function bad(what: string, remedy: string): LearnError {
  return new LearnError('bad_bundle', `This is not a bundle to use: ${what}. ${remedy}.`)
}
