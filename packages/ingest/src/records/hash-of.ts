import { hash } from 'node:crypto'
import { type Records, recordsHash } from '@headway/campus'

/** The hash of records, by the platform's own sha256: the same one, several times faster. */
export function hashOf(records: Omit<Records, 'hash'>): string {
  return recordsHash(records, bytes => hash('sha256', bytes))
}
