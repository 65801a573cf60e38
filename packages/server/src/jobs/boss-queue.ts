import type { PgBoss } from 'pg-boss'
import type { Queue } from './queue.ts'

const NAME = 'headway'

/** The queue of several servers on one PostgreSQL: pg-boss hands each id to one of them, and again when that one is gone. */
export async function bossQueue(url: string): Promise<Queue> {
  const { PgBoss: Boss } = await import('pg-boss') // only where PostgreSQL is asked for
  const boss: PgBoss = new Boss({ connectionString: url, max: 3 })
  boss.on('error', () => {}) // a cut connection; it connects again by itself
  await boss.start()
  await boss.createQueue(NAME, { retryLimit: 1, expireInSeconds: 4 * 3600 })
  return {
    async push(id) {
      await boss.send(NAME, { id })
    },
    async work(run) {
      await boss.work<{ id: string }>(NAME, { batchSize: 1, pollingIntervalSeconds: 0.5, includeMetadata: true }, async jobs => {
        for (const job of jobs) await run(job.data.id, job.retryCount > 0)
      })
    },
    async close() {
      await boss.stop({ graceful: true, timeout: 2000 })
    },
  }
}
