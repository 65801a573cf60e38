import { type Static, Type } from 'typebox'
import { RetrainAnswer } from './retrain.ts'

export const JobId = Type.String({ pattern: '^job_[0-9a-f]{12}$' })

const named = { id: Type.String(), kind: Type.String() }

/** A piece of work, in one of its five states. */
export const JobAnswer = Type.Union(
  [
    Type.Object({ ...named, state: Type.Literal('queued') }),
    Type.Object({ ...named, state: Type.Literal('running'), what: Type.String(), done: Type.Integer(), total: Type.Integer() }),
    Type.Object({ ...named, state: Type.Literal('done'), result: RetrainAnswer }),
    Type.Object({ ...named, state: Type.Literal('failed'), code: Type.String(), detail: Type.String() }),
    Type.Object({ ...named, state: Type.Literal('cancelled') }),
  ],
  { examples: [{ id: 'job_5b0c9d1e2f3a', kind: 'retrain', state: 'running', what: 'folds', done: 12, total: 50 }] },
)
export type JobAnswer = Static<typeof JobAnswer>

export const JobAccepted = Type.Object({ job: Type.String() }, { examples: [{ job: 'job_5b0c9d1e2f3a' }] })
