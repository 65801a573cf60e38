import { LearnError } from '../errors.ts'
import { canonicalJson } from './canonical-json.ts'
import { checkJson } from './check-json.ts'
import type { Ladder } from './ladder.ts'
import { sha256 } from './sha256.ts'

const FORMAT = 'headway-bundle'

/** Something fitted, to be stored: what it is, the version of its format, and its data. */
export interface Bundle {
  readonly kind: string
  readonly version: number // of the format of `body`, 1 or more
  readonly body: unknown // plain JSON data
}

/**
 * A bundle as one line of JSON: `{"format":"headway-bundle","kind":…,"version":…,"sha256":…,"body":…}`. Same bundle: same bytes,
 * on every machine (canonicalJson says how values are written and which are refused). The hash is of the body's text.
 *
 * @throws LearnError `bad_bundle`
 */
export function encodeBundle({ kind, version, body }: Bundle): string {
  checkVersion(version)
  const text = canonicalJson(body)
  const head = canonicalJson({ format: FORMAT, kind, version, sha256: sha256(text) })
  return `${head.slice(0, -1)},"body":${text}}`
}

/**
 * A bundle from its text, its body brought up to the ladder's latest version. Line breaks and spaces do not matter; any other change
 * since encoding is refused. The hash tells of damage, not of forgery: who can write the file can write the hash. So the body is
 * still anybody's data: a fitted recipe in it goes through `checkFitted`.
 *
 * @param expected the kind that the caller can read, the ladder of that kind, and how many characters it may take (default 2²⁶)
 * @throws LearnError `bad_bundle`: too long, nested too deep, not JSON, another format or kind, a version from the future, a hash that does not match, or
 * a step that failed
 */
export function decodeBundle(
  text: string,
  expected: { readonly kind: string; readonly ladder: Ladder; readonly longest?: number },
): Bundle {
  checkJson(text, expected.longest)
  const { format, kind, version, sha256: stated, body } = parsed(text)
  if (format !== FORMAT) throw bad(`its format must be ${FORMAT}, got ${JSON.stringify(format)}`, 'Choose a bundle that Headway wrote')
  if (kind !== expected.kind) throw bad(`a ${expected.kind} was expected, got ${JSON.stringify(kind)}`, 'Choose another file')
  checkVersion(version)
  const { latest, steps } = expected.ladder
  if (version > latest) {
    throw bad(`it has version ${version}, and this Headway reads versions up to ${latest}`, 'Update Headway, or export the bundle again')
  }
  const hash = sha256(canonicalJson(body))
  if (stated !== hash) {
    throw bad(`its hash says ${JSON.stringify(stated)}, but its body has ${hash}`, 'It was cut or edited: take the original')
  }
  return { kind, version: latest, body: steps.slice(version - 1).reduce((old, step) => climbed(old, step), body) }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw bad(`JSON was expected (${text.length} characters, beginning ${JSON.stringify(text.slice(0, 20))})`, 'Take the original', cause)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(`a JSON object was expected, got ${Array.isArray(value) ? 'an array' : JSON.stringify(value)}`, 'Choose another file')
  }
  return value as Record<string, unknown>
}

function climbed(body: unknown, { to, up }: { to: number; up: (body: unknown) => unknown }): unknown {
  try {
    return up(body)
  } catch (cause) {
    throw bad(`its body could not be brought from version ${to - 1} to ${to}`, 'Export it again', cause)
  }
}

function checkVersion(version: unknown): asserts version is number {
  if (typeof version === 'number' && Number.isInteger(version) && version >= 1) return
  throw bad(`its version must be a whole number from 1, got ${JSON.stringify(version)}`, 'Choose a bundle that Headway wrote')
}

function bad(what: string, remedy: string, cause?: unknown): LearnError {
  return new LearnError('bad_bundle', `This is not a bundle to use: ${what}. ${remedy}.`, { cause })
}
