import { decodeBundle, encodeBundle } from '@headway/learn'
import type { Bundle } from './bundle.ts'
import { bundleLadder } from './bundle-steps.ts'
import { checkBundle } from './check-bundle.ts'

const KIND = 'headway-model'

/** A bundle as the text of its file: canonical JSON with version and hash. Same bundle, same bytes. */
export function encodeModel(bundle: Bundle): string {
  return encodeBundle({ kind: KIND, version: bundleLadder.latest, body: bundle })
}

/**
 * A model from the text of its file, looked at in every part (`checkBundle`): whoever wrote it, it can be forecast with.
 *
 * @throws LearnError `bad_bundle`: not a bundle, of another kind, from a newer version, altered since it was written, or with parts
 * that no model has; CampusError `bad_bundle`: parts that do not belong to each other
 */
export function decodeModel(text: string): Bundle {
  return checkBundle(decodeBundle(text, { kind: KIND, ladder: bundleLadder }).body)
}
