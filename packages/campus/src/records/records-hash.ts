import { canonicalJson, sha256 } from '@headway/learn'
import { datasetHash } from '../codebook/dataset-hash.ts'
import type { Records } from './records.ts'

/**
 * sha256 (hex) of all that the records say: the enrolments with their codebook, the calendar, the plan of assessments, and every event
 * and submission in their order. How the student numbers run does not count; the sorting of the tables does.
 *
 * @param digest sha256 (hex) of bytes, where the platform has a faster one
 */
export function recordsHash(records: Omit<Records, 'hash'>, digest: (bytes: Uint8Array) => string = sha256): string {
  const { codebook, terms, courses, sections, enrolments, resources, activity, assessments, submissions, synthetic } = records
  const bytesHash = (values: Typed) => digest(littleEndianBytes(values))
  return sha256(
    canonicalJson([
      datasetHash(codebook, enrolments.table),
      terms.map(t => [t.name, t.start]),
      courses,
      sections.map(s => [s.course, s.term, s.days]),
      enrolments.student.length,
      bytesHash(enrolments.section),
      bytesHash(enrolments.registered),
      bytesHash(enrolments.withdrawn),
      resources.kinds,
      bytesHash(resources.kind),
      bytesHash(activity.starts),
      bytesHash(activity.day),
      bytesHash(activity.resource),
      bytesHash(activity.amount),
      assessments.map(a => [a.section, a.kind, number(a.due), number(a.weight), a.final]),
      bytesHash(submissions.starts),
      bytesHash(submissions.assessment),
      bytesHash(submissions.day),
      bytesHash(submissions.score),
      bytesHash(submissions.banked),
      synthetic,
    ]),
  )
}

function number(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

type Typed = Int32Array | Int16Array | Uint8Array | Float32Array | Float64Array

/** One pattern for all missing values. */
function littleEndianBytes(values: Typed): Uint8Array {
  const same = values instanceof Float64Array ? values.map(v => (Number.isNaN(v) ? NaN : v + 0)) : values
  const bytes = new Uint8Array(same.buffer, same.byteOffset, same.byteLength)
  return littleEndian ? bytes : swapped(bytes, values.BYTES_PER_ELEMENT)
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function swapped(bytes: Uint8Array, width: number): Uint8Array {
  return bytes.map((_, i) => bytes[i - (i % width) + (width - 1 - (i % width))]!)
}
