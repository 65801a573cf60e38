import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { boostColumns } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { connect, sqlText } from '../duckdb.ts'
import { withTemporaryFolder } from '../with-temporary-folder.ts'
import { openColumns } from './open-columns.ts'

/** Writes a Parquet file of 300 rows and hands its path on. */
async function withParquet<T>(select: string, work: (path: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async folder => {
    const path = join(folder, "it's.parquet")
    const connection = await connect()
    await connection.run(`copy (${select} from range(300) t(i)) to ${sqlText(path)} (format parquet)`)
    connection.disconnectSync()
    return work(path)
  })
}

const mixed = `select i::integer as "a ""b""", case when i % 7 = 0 then null else sqrt(i) end as x,
  ['no', 'so-so', 'it''s']['1'::integer + i % 3] as level, i % 2 = 0 as yes, case when i % 5 < 2 then 'pass' else 'fail' end as y`

describe('openColumns', () => {
  it('reads columns one by one, in the order of the file, null as missing, texts as levels', async () => {
    await withParquet(mixed, async path => {
      const source = await openColumns(path, { target: 'y' })
      expect(source.columns).toEqual([
        { kind: 'numeric', name: 'a "b"' },
        { kind: 'numeric', name: 'x' },
        { kind: 'categorical', name: 'level', levels: ["it's", 'no', 'so-so'], ordered: false },
        { kind: 'categorical', name: 'yes', levels: ['false', 'true'], ordered: false },
      ])
      expect(source.task).toEqual({ kind: 'binary', classes: ['fail', 'pass'] })
      const rows = Array.from({ length: 300 }, (_, i) => i)
      expect([...source.y]).toEqual(rows.map(i => (i % 5 < 2 ? 1 : 0)))
      expect([...(await source.read(0))]).toEqual(rows)
      expect([...(await source.read(1))]).toEqual(rows.map(i => (i % 7 === 0 ? NaN : Math.sqrt(i))))
      expect([...(await source.read(2))]).toEqual(rows.map(i => [1, 2, 0][i % 3]))
      source.close()
    })
  })

  it('feeds boosting', async () => {
    await withParquet(mixed, async path => {
      const source = await openColumns(path, { target: 'x', columns: ['a "b"', 'level'], kind: 'regression' }).catch(error => error)
      expect(source).toMatchObject({ code: 'bad_param' }) // x has missing values
      const other = await openColumns(path, { target: 'a "b"', columns: ['x', 'level'] })
      const rows = Int32Array.from({ length: 300 }, (_, i) => i)
      const plan = { kind: 'hold-out', rows: 300, repeats: [[{ train: rows.slice(0, 250), test: rows.slice(250) }]], notes: [] } as const
      const model = await boostColumns(other, plan, { rounds: 3 }, { seed: 1 })
      expect(model.trees).toHaveLength(3)
      expect(model.columns.map(({ name }) => name)).toEqual(['x', 'level'])
      other.close()
    })
  })

  it('refuses what it cannot read', async () => {
    await withParquet(`select i, date '2020-01-01' as day, [i] as list, i % 2 as y`, async path => {
      await expect(openColumns(path, { target: 'z' })).rejects.toThrow(/no column z; there are: i, day, list, y/)
      await expect(openColumns(path, { target: 'y' })).rejects.toThrow(/Column day holds DATE/)
    })
    await withTemporaryFolder(async folder => {
      const path = join(folder, 'x.parquet')
      writeFileSync(path, 'not parquet')
      await expect(openColumns(path, { target: 'y' })).rejects.toThrow(expect.objectContaining({ code: 'damaged_file' }))
    })
  })
})
