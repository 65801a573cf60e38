import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  JobAccepted,
  type JobAnswer,
  Problem,
  type ProblemCode,
  problemCodes,
  RetrainAnswer,
  RetrainQuery,
  SaveRetrainAnswer,
  SaveRetrainBody,
} from '@headway/contract'
import type { Jobs } from '../../jobs/jobs.ts'
import { ProblemError } from '../../problem.ts'
import type { Decide } from './decide.ts'

export interface TrainingRouteDeps {
  readonly jobs: Jobs
  readonly decide: Decide
  /** @throws ProblemError when there is nothing to train on, before a job is made */
  readonly checkData: () => Promise<void>
}

export const trainingRoutes: FastifyPluginAsyncTypebox<TrainingRouteDeps> = async (app, { jobs, decide, checkData }) => {
  app.post(
    '/retrain',
    {
      config: { permission: 'model:train' },
      schema: {
        summary: 'Train a new model and compare it with the one at work',
        description:
          'Both are judged on the same outer folds, each refitted without the test rows. The new one waits until POST /api/save_retrain. Waits for the end; with wait=false it answers 202 at once.',
        tags: ['models'],
        querystring: RetrainQuery,
        response: { 200: RetrainAnswer, 202: JobAccepted, 409: Problem, 422: Problem },
      },
    },
    async (request, reply) => {
      await checkData()
      const job = await jobs.send('retrain', request.user.id)
      reply.header('location', `/api/jobs/${job}`)
      if (request.query.wait === 'false') return reply.status(202).send({ job })
      return resultOf(await lastOf(jobs.watch(job, AbortSignal.timeout(24 * 3600 * 1000))))
    },
  )

  app.post(
    '/save_retrain',
    {
      config: { permission: 'model:promote' },
      schema: {
        summary: 'Keep the new model (true) or revert to the old one (false)',
        tags: ['models'],
        body: SaveRetrainBody,
        response: { 200: SaveRetrainAnswer, 409: Problem },
      },
    },
    async ({ body, user }) => decide(body, user.id),
  )
}

async function lastOf(states: AsyncIterable<JobAnswer>): Promise<JobAnswer | undefined> {
  let last: JobAnswer | undefined
  for await (const state of states) last = state
  return last
}

function resultOf(job: JobAnswer | undefined): RetrainAnswer {
  switch (job?.state) {
    case 'done':
      return job.result
    case 'failed':
      throw new ProblemError(isCode(job.code) ? job.code : 'internal', job.detail)
    case 'cancelled':
      throw new ProblemError('cancelled', 'The training was cancelled. Nothing was kept.')
    default:
      throw new ProblemError(
        'interrupted',
        'The server stopped while the training ran. It goes on when the server is back: GET /api/jobs/<id>.',
      )
  }
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemCodes, code)
}
