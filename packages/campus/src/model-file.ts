import { decodeBundle, defineSteps, encodeBundle } from '@headway/learn'
import type { Bundle } from './bundle.ts'

const KIND = 'headway-model'

/** How bundles of earlier versions become one of this version. Every version ever shipped keeps one in golden/bundles. */
const ladder = defineSteps([])

/** A bundle as the text of its file: canonical JSON with version and hash. Same bundle, same bytes. */
export function encodeModel(bundle: Bundle): string {
  return encodeBundle({ kind: KIND, version: ladder.latest, body: bundle })
}

/** @throws LearnError `bad_bundle`: not a bundle, of another kind, from a newer version, or altered since it was written */
export function decodeModel(text: string): Bundle {
  return decodeBundle(text, { kind: KIND, ladder }).body as Bundle
}
