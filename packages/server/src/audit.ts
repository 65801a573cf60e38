import { createHash } from 'node:crypto'
import type { Change, Queries } from './db/open.ts'
import type { AuditTable } from './db/schema.ts'

/** One thing that was done. No personal values: ids and counts only. */
export interface AuditEntry {
  readonly at: string
  readonly actor: string
  readonly action: 'upload' | 'demo' | 'retrain' | 'take' | 'keep' | 'revert' | 'cancel'
  readonly subject: string // the id of what it was done to
  readonly detail: Readonly<Record<string, unknown>>
}

const FIRST = '0'.repeat(64)

/** Appends to the chain, inside the transaction of the change that it records: both happen or neither. */
export async function appendAudit(change: Change, entry: AuditEntry): Promise<void> {
  const last = await change.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const row = { seq: (last?.seq ?? 0) + 1, ...entry, detail: JSON.stringify(entry.detail), previous: last?.hash ?? FIRST }
  await change
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute()
}

export type AuditState = { readonly state: 'whole'; readonly rows: number } | { readonly state: 'broken'; readonly seq: number }

/** Walks the whole chain. A row that was changed, moved or taken out of the middle breaks it at its place. */
export async function verifyAudit(queries: Queries): Promise<AuditState> {
  const rows = await queries.selectFrom('audit').selectAll().orderBy('seq').execute()
  let previous = FIRST
  for (const [i, { hash, ...row }] of rows.entries()) {
    if (row.seq !== i + 1 || row.previous !== previous || hash !== hashOf(row)) return { state: 'broken', seq: i + 1 }
    previous = hash
  }
  return { state: 'whole', rows: rows.length }
}

function hashOf({ seq, at, actor, action, subject, detail, previous }: Omit<AuditTable, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([seq, at, actor, action, subject, detail, previous]))
    .digest('hex')
}
