import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { EvaluateAnswer, Problem } from '@headway/contract'
import { championAtWork } from '../../serving/champion-at-work.ts'
import type { Serving } from '../../serving/serving.ts'
import { evaluationOf } from './evaluation-of.ts'

export interface EvaluationRouteDeps {
  readonly serving: Serving
}

export const evaluationRoutes: FastifyPluginAsyncTypebox<EvaluationRouteDeps> = async (app, { serving }) => {
  app.get(
    '/evaluate',
    {
      config: { permission: 'model:read' },
      schema: {
        summary: 'How good the model at work is, on students it never saw, with intervals and simple rules beside it',
        tags: ['models'],
        response: { 200: EvaluateAnswer, 409: Problem, 503: Problem },
      },
    },
    async () => evaluationOf(championAtWork(serving)),
  )
}
