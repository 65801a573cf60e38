import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Every migration in order, forward only. A new one: two .sql files beside each other and one line here. */
const migrations = ['0001-registry'] as const

/**
 * Brings the store to the newest shape, each step in a transaction of its own. Applied steps are remembered with a checksum.
 *
 * @throws Error when an applied step was edited afterwards, or the store was made by a newer Headway
 */
export async function migrate(db: Db, now: () => Date): Promise<void> {
  await db.script('create table if not exists migration (name text primary key, checksum text not null, applied_at text not null)')
  const { rows } = await sql<{ name: string; checksum: string }>`select name, checksum from migration order by name`.execute(db.queries)
  const applied = new Map(rows.map(row => [row.name, row.checksum]))
  const unknown = rows.find(row => !(migrations as readonly string[]).includes(row.name))
  if (unknown)
    throw new Error(`This store was made by a newer Headway (it has ${unknown.name}). Start that version, or use another data folder.`)
  for (const name of migrations) {
    const text = await readFile(new URL(`./migrations/${name}.${db.dialect}.sql`, import.meta.url), 'utf8')
    const checksum = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
    const known = applied.get(name)
    if (known === checksum) continue
    if (known !== undefined) throw new Error(`The migration ${name} was changed after it was applied. Put it back and add a new one.`)
    await db.script(`begin;\n${text}\ninsert into migration values ('${name}', '${checksum}', '${now().toISOString()}');\ncommit;`)
  }
}
