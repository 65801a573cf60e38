import type { Writable } from 'node:stream'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Dataset } from '@headway/campus'
import type { UploadAnswer } from '@headway/contract'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { answerErrors } from './answer-errors.ts'
import type { Authenticate } from './auth.ts'
import type { Blobs } from './blobs.ts'
import type { Queries } from './db/open.ts'
import { describeApi } from './describe-api.ts'
import { datasetRoutes } from './features/datasets/routes.ts'
import type { Upload } from './features/datasets/upload.ts'
import { docsRoutes } from './features/docs/routes.ts'
import { evaluationRoutes } from './features/evaluation/routes.ts'
import type { ForecastLog } from './features/forecasts/forecast-log.ts'
import { forecastRoutes } from './features/forecasts/routes.ts'
import { healthRoutes } from './features/health/routes.ts'
import { inputRoutes } from './features/inputs/routes.ts'
import { jobRoutes } from './features/jobs/routes.ts'
import { modelRoutes } from './features/models/routes.ts'
import type { TakeModel } from './features/models/take-model.ts'
import { pageRoutes } from './features/page/routes.ts'
import type { Decide } from './features/training/decide.ts'
import { trainingRoutes } from './features/training/routes.ts'
import { visualizationRoutes } from './features/visualizations/routes.ts'
import { guard } from './guard.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Serving } from './serving/serving.ts'

/** Everything the application may touch. */
export interface AppDeps {
  readonly queries: Queries
  readonly blobs: Blobs
  readonly serving: Serving
  readonly jobs: Jobs
  readonly forecasts: ForecastLog
  readonly upload: (upload: Upload) => Promise<UploadAnswer>
  readonly decide: Decide
  readonly takeModel: TakeModel
  readonly currentDataset: () => Promise<Dataset>
  readonly checkData: () => Promise<void>
  readonly authenticate: Authenticate
  readonly now: () => Date
  readonly uploadsFolder: string
  readonly webFolder: string
  readonly version: string
  readonly log: { readonly level: string; readonly stream?: Writable }
}

const MOST_JSON_BYTES = 1024 * 1024

/** The whole HTTP interface over its dependencies. Listens nowhere yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: MOST_JSON_BYTES,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: false, allowUnionTypes: true } },
    logger: { level: deps.log.level, ...(deps.log.stream && { stream: deps.log.stream }) },
    // an address may hold a value of a record: the hook below logs the route instead
    logController: new LogController({ disableRequestLogging: true }),
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  app.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff')
  })
  guard(app, deps.authenticate)
  answerErrors(app)
  await describeApi(app, deps.version)

  await app.register(healthRoutes, deps)
  await app.register(docsRoutes)
  await app.register(pageRoutes, deps)
  const api = { ...deps, prefix: '/api' }
  await app.register(inputRoutes, api)
  await app.register(forecastRoutes, api)
  await app.register(evaluationRoutes, api)
  await app.register(visualizationRoutes, api)
  await app.register(datasetRoutes, api)
  await app.register(trainingRoutes, api)
  await app.register(modelRoutes, api)
  await app.register(jobRoutes, api)
  return app
}
