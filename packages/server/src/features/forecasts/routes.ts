import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { PredictAnswer, PredictBatchAnswer, PredictBody, PredictQuery, Problem } from '@headway/contract'
import { Type } from 'typebox'
import { championAtWork } from '../../serving/champion-at-work.ts'
import type { Serving } from '../../serving/serving.ts'
import { forecastAnswer } from './forecast-answer.ts'
import type { ForecastLog } from './forecast-log.ts'

export interface ForecastRouteDeps {
  readonly serving: Serving
  readonly forecasts: ForecastLog
}

export const forecastRoutes: FastifyPluginAsyncTypebox<ForecastRouteDeps> = async (app, { serving, forecasts }) => {
  app.post(
    '/predict',
    {
      config: { permission: 'forecast:make' },
      // one of two shapes: a compiled union would check every answer against both, and answers are built member by member anyway
      serializerCompiler: () => JSON.stringify,
      schema: {
        summary: 'Forecast one enrolment, or up to 1,000',
        description:
          'Values by position (features), by column name or friendly title (values), or many at once (rows). Touches no database.',
        tags: ['forecasts'],
        querystring: PredictQuery,
        body: PredictBody,
        response: { 200: Type.Union([PredictAnswer, PredictBatchAnswer]), 400: Problem, 409: Problem, 503: Problem },
      },
    },
    async ({ body, query }) => {
      const champion = championAtWork(serving)
      const answer = forecastAnswer(champion, body, query.reasons === 'true')
      forecasts.count(champion.id, body.rows?.length ?? 1)
      return answer
    },
  )
}
