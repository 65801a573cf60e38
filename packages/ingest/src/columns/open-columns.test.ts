import { mkdirSync, writeFileSync } from 'node:fs'
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

  it('takes names and texts for what they are, whatever they hold', async () => {
    const select = `select i as "x""; drop table t; --", i % 3 as "a\nb", null::varchar as "it's empty",
      case when i % 2 = 0 then 'q''); select 1; --' else 'two\nlines' end as "; select", case when i % 2 = 0 then ''' or 1=1' else 'no' end as "'y"""`
    await withParquet(select, async path => {
      const source = await openColumns(path, { target: `'y"` })
      expect(source.columns).toEqual([
        { kind: 'numeric', name: 'x"; drop table t; --' },
        { kind: 'numeric', name: 'a\nb' },
        { kind: 'categorical', name: "it's empty", levels: [], ordered: false },
        { kind: 'categorical', name: '; select', levels: ["q'); select 1; --", 'two\nlines'], ordered: false },
      ])
      expect(source.task).toEqual({ kind: 'binary', classes: ["' or 1=1", 'no'] })
      expect([...source.y.slice(0, 2), ...(await source.read(3)).slice(0, 2), ...(await source.read(2)).slice(0, 1)]).toEqual([
        0,
        1,
        0,
        1,
        NaN,
      ])
      source.close()
    })
  })

  it.each([
    ['one class', `'a'`, undefined, /holds 1 classes, expected two classes or more for multiclass/],
    ['three classes for two', `'a' || (i % 3)`, 'binary', /holds 3 classes, expected two classes for binary/],
    ['texts for numbers', `'a' || (i % 3)`, 'regression', /holds 3 classes, expected numbers for regression/],
    ['a missing class', `case when i = 7 then null else 'a' || (i % 2) end`, undefined, /missing or infinite in some rows/],
    ['an infinite number', `case when i = 7 then 'inf'::double else i end`, undefined, /missing or infinite in some rows/],
  ] as const)('refuses a target of %s', async (_, y, kind, message) => {
    await withParquet(`select i, ${y} as y`, async path => {
      const opened = openColumns(path, { target: 'y', ...(kind && { kind }) })
      await expect(opened).rejects.toMatchObject({ code: 'bad_param', message: expect.stringMatching(message) })
    })
  })

  it('takes no column from the name of a folder', async () => {
    await withTemporaryFolder(async folder => {
      mkdirSync(join(folder, 'term=2024'))
      const path = join(folder, 'term=2024', 'x.parquet')
      const connection = await connect()
      await connection.run(`copy (select i, i % 2 as y from range(30) t(i)) to ${sqlText(path)} (format parquet)`)
      connection.disconnectSync()
      const source = await openColumns(path, { target: 'y' })
      expect(source.columns.map(({ name }) => name)).toEqual(['i'])
      source.close()
    })
  })

  it('refuses what it cannot read', async () => {
    await withParquet(`select i, date '2020-01-01' as day, [i] as list, i % 2 as y`, async path => {
      await expect(openColumns(path, { target: 'z' })).rejects.toThrow(/no column z; there are: i, day, list, y/)
      await expect(openColumns(path, { target: 'y' })).rejects.toThrow(/Column day holds DATE/)
    })
    await withParquet(`select i, case when i % 2 = 0 then 'a' || chr(0) || 'b' else 'c' end as text, i % 2 as y`, async path => {
      await expect(openColumns(path, { target: 'y' })).rejects.toThrow(/Column text holds the character U\+0000/)
      await expect(openColumns(path, { target: 'y', columns: ['i', 'i'] })).rejects.toThrow(/named once each/)
      await expect(openColumns(path, { target: 'y', columns: ['i', 'y'] })).rejects.toThrow(/the target y not among them/)
      const source = await openColumns(path, { target: 'y', columns: ['i'] })
      writeFileSync(path, 'not parquet')
      await expect(source.read(0)).rejects.toMatchObject({ code: 'damaged_file' })
      source.close()
      await expect(openColumns(path, { target: 'y' })).rejects.toMatchObject({ code: 'damaged_file' })
    })
  })
})
