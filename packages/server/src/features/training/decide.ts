import type { SaveRetrainAnswer } from '@headway/contract'
import { appendAudit } from '../../audit.ts'
import type { Db } from '../../db/open.ts'
import { ProblemError } from '../../problem.ts'
import { championOf, promote, takeChallenger } from '../../registry/champions.ts'
import { activeDataset } from '../../registry/datasets.ts'
import type { Serving } from '../../serving/serving.ts'

export type Decide = (keep: boolean, actor: string) => Promise<SaveRetrainAnswer>

/** Puts the model that waits to work, or lays it aside. Both are kept for the record. */
export function decider({ db, serving, now }: { db: Db; serving: Serving; now: () => Date }): Decide {
  return async (keep, actor) => {
    const model = await db.change(async change => {
      const dataset = await activeDataset(change)
      const waiting = dataset && (await takeChallenger(change, dataset.id))
      if (!waiting) throw new ProblemError('nothing_to_keep', 'No trained model waits for a decision. Train one: POST /api/retrain.')
      const at = now().toISOString()
      if (keep) await promote(change, dataset.id, waiting, at)
      await appendAudit(change, { at, actor, action: keep ? 'keep' : 'revert', subject: waiting.id, detail: { dataset: dataset.id } })
      return (await championOf(change, dataset.id))?.modelId ?? null
    })
    await serving.refresh()
    return { message: messageOf(keep, model !== null), model }
  }
}

function messageOf(kept: boolean, atWork: boolean): string {
  if (kept) return 'The new model is at work.'
  return atWork ? 'The new model was laid aside; the old one stays at work.' : 'The new model was laid aside. There is no model at work.'
}
