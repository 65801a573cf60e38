import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { decodeModel } from '@headway/campus'
import { ModelId, ModelList, Problem, ReportAnswer, TakeModelAnswer, TakeModelBody } from '@headway/contract'
import { Type } from 'typebox'
import type { Blobs } from '../../blobs.ts'
import type { Queries } from '../../db/open.ts'
import { notFound } from '../../problem.ts'
import { listModels, modelBlob } from '../../registry/models.ts'
import { textOf } from '../../serving/load-standing.ts'
import type { TakeModel } from './take-model.ts'

const MOST_BYTES = 50 * 1024 * 1024

export interface ModelRouteDeps {
  readonly queries: Queries
  readonly blobs: Blobs
  readonly takeModel: TakeModel
}

export const modelRoutes: FastifyPluginAsyncTypebox<ModelRouteDeps> = async (app, { queries, blobs, takeModel }) => {
  // as text: a model is hashed as it was written, and parsing loses the sign of a zero
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_, body, done) => done(null, body))

  app.post(
    '/models',
    {
      config: { permission: 'model:train' },
      schema: {
        summary: 'Take a model that was made elsewhere',
        description:
          'The body is the file that `headway train` or `headway import-model` wrote, up to 50 MB, in the codebook of the records at work. The model waits until POST /api/save_retrain.',
        tags: ['models'],
        body: TakeModelBody,
        response: { 200: TakeModelAnswer, 400: Problem, 409: Problem, 413: Problem, 422: Problem },
      },
    },
    async ({ body, user }) => takeModel(body, user.id),
  )

  app.get(
    '/models',
    {
      config: { permission: 'model:read' },
      schema: { summary: 'List models, newest first', tags: ['models'], response: { 200: ModelList } },
    },
    async () => listModels(queries),
  )

  app.get(
    '/models/:id/report',
    {
      config: { permission: 'model:read' },
      schema: {
        summary: 'Read the whole report of one model',
        tags: ['models'],
        params: Type.Object({ id: ModelId }),
        response: { 200: ReportAnswer, 404: Problem },
      },
    },
    async ({ params: { id } }) => {
      const blob = await modelBlob(queries, id)
      if (blob === undefined) throw notFound('model', id)
      return { model: id, report: { ...decodeModel(await textOf(blobs, blob)).report } }
    },
  )
}
