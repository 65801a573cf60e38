import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { decodeModel } from '@headway/campus'
import { ModelId, ModelList, Problem, ReportAnswer } from '@headway/contract'
import { Type } from 'typebox'
import type { Blobs } from '../../blobs.ts'
import type { Queries } from '../../db/open.ts'
import { notFound } from '../../problem.ts'
import { listModels, modelBlob } from '../../registry/models.ts'
import { textOf } from '../../serving/load-standing.ts'

export interface ModelRouteDeps {
  readonly queries: Queries
  readonly blobs: Blobs
}

export const modelRoutes: FastifyPluginAsyncTypebox<ModelRouteDeps> = async (app, { queries, blobs }) => {
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
