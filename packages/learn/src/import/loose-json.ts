import { badModelFile } from './bad-model-file.ts'

/** Lists and objects inside one another: XGBoost writes nine. */
const DEEPEST = 64

/** Lists and objects in all: some more than trees of 2²⁷ characters have. A file of empty ones would take 35 times its own length. */
const MOST = 0x100_0000

const TOKENS: readonly (readonly [token: string, instead: string])[] = [
  ['NaN', 'null'],
  ['Infinity', '1e999'], // a JSON number that JSON.parse reads as Infinity
  ['-Infinity', '-1e999'],
  ['nan', 'null'],
  ['inf', '1e999'],
  ['-inf', '-1e999'],
]

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, N, I, SMALL_N, SMALL_I, MINUS] = Array.from('"\\[]{}NIni-', c =>
  c.charCodeAt(0),
)

/**
 * JSON with the tokens that C and Python programs write for what JSON cannot hold: NaN becomes null, Infinity a number. What stands in
 * quotes is never touched. One pass, then the platform's parser.
 *
 * @throws LearnError `bad_model_file`: no JSON, lists nested more than 64 deep, or more than 2²⁴ of them
 */
export function looseJson(text: string): unknown {
  const parts: string[] = []
  let copied = 0
  let depth = 0
  let opened = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === BACKSLASH) i++
      else if (c === QUOTE) quoted = false
    } else if (c === QUOTE) quoted = true
    else if (c === OPEN_LIST || c === OPEN_OBJECT) {
      if (++depth > DEEPEST) throw badModelFile(`it is nested more than ${DEEPEST} deep at character ${i}`)
      if (++opened > MOST) throw badModelFile(`it has more than ${MOST} lists and objects`)
    } else if (c === CLOSE_LIST || c === CLOSE_OBJECT) depth--
    else if (c === N || c === I || c === SMALL_N || c === SMALL_I || c === MINUS) {
      const found = TOKENS.find(([token]) => text.startsWith(token, i))
      if (!found) continue
      parts.push(text.slice(copied, i), found[1])
      copied = i + found[0].length
      i = copied - 1
    }
  }
  parts.push(text.slice(copied))
  try {
    return JSON.parse(parts.join(''))
  } catch (cause) {
    const about = `JSON was expected (${text.length} characters, beginning ${JSON.stringify(text.slice(0, 20))})`
    throw badModelFile(about, 'It may have been cut short: save it again', cause)
  }
}
