import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAudit, verifyAudit } from '../src/audit.ts'
import type { TrainedModel } from '../src/background/tasks.ts'
import { migrate } from '../src/db/migrate.ts'
import type { Db } from '../src/db/open.ts'
import { jobStore } from '../src/jobs/job-store.ts'
import { challengerOf, championOf, holdChallenger, promote, takeChallenger } from '../src/registry/champions.ts'
import { activeDataset, addDataset, addVersion, retireDataset, trainedOn } from '../src/registry/datasets.ts'
import { addModel, listModels } from '../src/registry/models.ts'

const at = '2026-11-22T12:00:00.000Z'
const now = () => new Date(at)
const version = { blob: 'b'.repeat(64), hash: 'h'.repeat(64), rows: 10 }

/** What every store promises, whichever database it is. */
export function storeSuite(name: string, open: () => Promise<Db>): void {
  describe(name, () => {
    let db: Db
    beforeAll(async () => {
      db = await open()
    }, 60_000)
    afterAll(() => db?.close())

    const model = (id: string) =>
      ({ bundle: '{}', name: `model ${id}`, seed: 1, question: { body: '{"q":1}', sentence: 'q?' }, report }) as unknown as TrainedModel
    const report = { data: { rows: 10, synthetic: false }, verdict: { kind: 'better' }, entries: [{ metrics: {} }] }

    it('applies its migrations once, and notices when one was changed', async () => {
      await migrate(db, now)
      await sql`update migration set checksum = 'x'`.execute(db.queries)
      await expect(migrate(db, now)).rejects.toThrow(/was changed after it was applied/)
      await sql`update migration set name = '9999-future'`.execute(db.queries)
      await expect(migrate(db, now)).rejects.toThrow(/newer Headway/)
    })

    it('keeps data sets in versions, and retires them with their models', async () => {
      const first = await db.change(change => addDataset(change, 'one', true, version, at))
      const second = await db.change(change => addVersion(change, first, { ...version, rows: 12 }, at))
      expect(await activeDataset(db.queries)).toEqual({
        id: first.id,
        synthetic: true,
        versionId: second.versionId,
        number: 2,
        blob: version.blob,
        rows: 12,
      })
      await expect(db.change(change => addVersion(change, first, version, at))).rejects.toThrow(/unique|UNIQUE/)
      const trained = await db.change(async change => {
        const stored = await addModel(change, model('a'), 'a'.repeat(64), first.versionId, at)
        await promote(change, first.id, stored, at)
        return stored
      })
      expect((await championOf(db.queries, first.id))?.modelId).toBe(trained.id)
      expect(await trainedOn(db.queries, trained.id)).toEqual({ blob: version.blob })
      await db.change(change => retireDataset(change, first.id, at))
      expect(await activeDataset(db.queries)).toBeUndefined()
      expect(await championOf(db.queries, first.id)).toBeUndefined()
    })

    it('holds one challenger, and one champion at a time', async () => {
      const dataset = await db.change(change => addDataset(change, 'two', false, version, at))
      const add = (id: string) => db.change(change => addModel(change, model(id), 'c'.repeat(64), dataset.versionId, at))
      const [a, b, c] = [await add('a'), await add('b'), await add('c')]
      await db.change(change => promote(change, dataset.id, a, at))
      await db.change(change => holdChallenger(change, dataset.id, b, undefined, at))
      await db.change(change => holdChallenger(change, dataset.id, c, undefined, at))
      expect((await challengerOf(db.queries, dataset.id))?.id).toBe(c.id)
      await db.change(async change => promote(change, dataset.id, (await takeChallenger(change, dataset.id))!, at))
      expect(await challengerOf(db.queries, dataset.id)).toBeUndefined()
      const standings = Object.fromEntries((await listModels(db.queries)).map(m => [m.id, m.standing]))
      expect([standings[a.id], standings[b.id], standings[c.id]]).toEqual(['former', 'discarded', 'champion'])
      const twice = { id: 'chp_x', dataset_id: dataset.id, question_id: c.questionId, model_id: a.id, since: at, until: null }
      await expect(db.queries.insertInto('champion').values(twice).execute()).rejects.toThrow(/unique|UNIQUE/)
    })

    it('does all of a change or nothing', async () => {
      const before = (await listModels(db.queries)).length
      const dataset = (await activeDataset(db.queries))!
      const broken = db.change(async change => {
        await addModel(change, model('d'), 'd'.repeat(64), dataset.versionId, at)
        throw new Error('stop')
      })
      await expect(broken).rejects.toThrow('stop')
      expect(await listModels(db.queries)).toHaveLength(before)
    })

    it('lets changes wait for each other', async () => {
      const append = (i: number) =>
        db.change(change => appendAudit(change, { at, actor: 'x', action: 'upload', subject: String(i), detail: { i } }))
      await Promise.all(Array.from({ length: 20 }, (_, i) => append(i)))
      expect(await verifyAudit(db.queries)).toEqual({ state: 'whole', rows: 20 })
    })

    it('refuses to change the audit, and notices when someone did it by force', async () => {
      await expect(sql`update audit set actor = 'y' where seq = 3`.execute(db.queries)).rejects.toThrow(/append-only/)
      await expect(sql`delete from audit where seq = 20`.execute(db.queries)).rejects.toThrow(/append-only/)
      await db.script(db.dialect === 'sqlite' ? 'drop trigger audit_is_not_changed' : 'drop trigger audit_is_not_changed on audit')
      await sql`update audit set actor = 'y' where seq = 3`.execute(db.queries)
      expect(await verifyAudit(db.queries)).toEqual({ state: 'broken', seq: 3 })
      await sql`update audit set actor = 'x' where seq = 3`.execute(db.queries)
      expect(await verifyAudit(db.queries)).toEqual({ state: 'whole', rows: 20 })
    })

    it('takes a job through its states, one of a kind at a time', async () => {
      const store = jobStore(db.queries, now)
      const id = await store.add('retrain', 'me')
      await expect(store.add('retrain', 'you')).rejects.toThrow(/waits or runs already/)
      expect(await store.begin(id, false)).toEqual({ kind: 'retrain', requestedBy: 'me' })
      expect(await store.begin(id, false)).toBeUndefined() // someone has it
      expect(await store.progress(id, { what: 'folds', done: 1, total: 5 })).toBe(true)
      expect(await store.find(id)).toEqual({ id, kind: 'retrain', state: 'running', what: 'folds', done: 1, total: 5 })
      expect(await store.begin(id, true)).toEqual({ kind: 'retrain', requestedBy: 'me' }) // whoever had it is gone
      expect(await store.begin(id, true)).toBeUndefined() // not a third time
      expect(await db.change(change => store.cancel(change, id))).toBe(true)
      await expect(db.change(change => store.finish(change, id, {}))).rejects.toThrow(/cancelled/)
      expect(await store.progress(id, { what: 'folds', done: 2, total: 5 })).toBe(false)
      expect(await store.find(id)).toEqual({ id, kind: 'retrain', state: 'cancelled' })
      const next = await store.add('retrain', 'me')
      await store.begin(next, false)
      await db.change(change => store.finish(change, next, { message: 'ok' }))
      expect(await store.find(next)).toMatchObject({ state: 'done', result: { message: 'ok' } })
    })
  })
}
