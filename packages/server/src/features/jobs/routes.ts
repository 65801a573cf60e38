import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { JobAnswer, JobId, Problem } from '@headway/contract'
import { Type } from 'typebox'
import { appendAudit } from '../../audit.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import { notFound, ProblemError } from '../../problem.ts'

export interface JobRouteDeps {
  readonly jobs: Jobs
  readonly now: () => Date
}

const EventStream = Type.String({ examples: ['event: job\ndata: {"id":"job_5b0c9d1e2f3a","kind":"retrain","state":"queued"}\n\n'] })
const params = Type.Object({ id: JobId })

export const jobRoutes: FastifyPluginAsyncTypebox<JobRouteDeps> = async (app, { jobs, now }) => {
  app.get(
    '/jobs/:id',
    {
      config: { permission: 'job:read' },
      schema: { summary: 'Look at a job', tags: ['jobs'], params, response: { 200: JobAnswer, 404: Problem } },
    },
    async ({ params: { id } }) => found(await jobs.find(id), id),
  )

  app.delete(
    '/jobs/:id',
    {
      config: { permission: 'job:cancel' },
      schema: {
        summary: 'Cancel a job; nothing of it is kept',
        tags: ['jobs'],
        params,
        response: { 200: JobAnswer, 404: Problem, 409: Problem },
      },
    },
    async ({ params: { id }, user }) => {
      found(await jobs.find(id), id)
      const cancelled = await jobs.cancel(id, change =>
        appendAudit(change, { at: now().toISOString(), actor: user.id, action: 'cancel', subject: id, detail: {} }),
      )
      if (!cancelled) throw new ProblemError('not_cancellable', `The job ${id} has ended already.`)
      return found(await jobs.find(id), id)
    },
  )

  app.get(
    '/jobs/:id/events',
    {
      config: { permission: 'job:read' },
      schema: {
        summary: 'Follow a job as server-sent events, until it ends',
        description: 'Every event is called `job`; its data is what GET /api/jobs/{id} answers.',
        tags: ['jobs'],
        produces: ['text/event-stream'],
        params,
        response: {
          200: { description: 'Until the job ends.', content: { 'text/event-stream': { schema: EventStream } } },
          404: Problem,
        },
      },
    },
    async ({ params: { id }, raw }, reply) => {
      found(await jobs.find(id), id)
      const gone = new AbortController()
      raw.socket.once('close', () => gone.abort())
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      for await (const job of jobs.watch(id, gone.signal)) reply.raw.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`)
      reply.raw.end()
    },
  )
}

function found(job: JobAnswer | undefined, id: string): JobAnswer {
  if (job) return job
  throw notFound('job', id)
}
