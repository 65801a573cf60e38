import { type Codebook, decodeCodebook, encodeCodebook, type Records, type Section, type Term } from '@headway/campus'
import type { Mapping } from './mapping/mapping.ts'

/** What stands in `datapackage.json` besides the codebook, under `headway:records`. */
export interface Manifest {
  readonly version: 1
  readonly hash: string
  /** The version that this one follows. */
  readonly previous?: string
  /** Which column was what, as a person confirmed it. */
  readonly mapping?: Mapping
  readonly synthetic: boolean
  readonly terms: readonly Term[]
  readonly courses: readonly string[]
  readonly sections: readonly Section[]
  readonly resourceKinds: readonly string[]
  readonly assessmentKinds: readonly string[]
  readonly assumptions: readonly string[]
}

const others = ['dates', 'resources', 'assessments', 'submissions', 'activity']

/** A data package: its first resource are the enrolments, with the codebook as their schema. */
export function encodeManifest(
  records: Records,
  assessmentKinds: readonly string[],
  { previous, mapping }: Pick<Manifest, 'previous' | 'mapping'>,
): object {
  const { hash, synthetic, terms, courses, sections, resources, assumptions } = records
  const { resources: enrolments, ...head } = encodeCodebook(records.codebook)
  const manifest: Manifest = {
    version: 1,
    hash,
    ...(previous !== undefined && { previous }),
    ...(mapping && { mapping }),
    synthetic,
    terms,
    courses,
    sections,
    resourceKinds: resources.kinds,
    assessmentKinds,
    assumptions,
  }
  return {
    ...head,
    resources: [
      ...enrolments.map(r => ({ ...r, name: 'enrolments', path: 'enrolments.parquet' })),
      ...others.map(name => ({ name, path: `${name}.parquet` })),
    ],
    'headway:records': manifest,
  }
}

export interface Decoded {
  readonly codebook: Codebook
  readonly manifest: Manifest
}

/**
 * The calendar and the codebook are part of the hash, which is checked afterwards; only what it does not cover is looked at here.
 *
 * @returns a sentence instead when it is none
 */
export function decodeManifest(json: unknown): Decoded | string {
  const manifest = typeof json === 'object' && json !== null && 'headway:records' in json ? json['headway:records'] : undefined
  if (typeof manifest !== 'object' || manifest === null) return 'its datapackage.json says nothing of records'
  if (!('version' in manifest) || manifest.version !== 1) return 'it is of another version'
  const texts = (value: unknown) => Array.isArray(value) && value.every(text => typeof text === 'string')
  if (!('hash' in manifest) || typeof manifest.hash !== 'string') return 'its datapackage.json says no hash'
  if (!('assumptions' in manifest) || !texts(manifest.assumptions)) return 'its datapackage.json lists no assumptions'
  return { codebook: decodeCodebook(json), manifest: manifest as Manifest }
}
