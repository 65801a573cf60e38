import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Health } from '@headway/contract'
import type { Serving, Standing } from '../../serving/serving.ts'

export interface HealthRouteDeps {
  readonly serving: Serving
  readonly version: string
}

export const healthRoutes: FastifyPluginAsyncTypebox<HealthRouteDeps> = async (app, { serving, version }) => {
  app.get(
    '/health',
    {
      config: { permission: 'public' },
      schema: { summary: 'Whether the server is up, and what it can do', tags: ['operation'], response: { 200: Health } },
    },
    async () => healthOf(serving.current(), version),
  )
}

function healthOf(standing: Standing, version: string): Health {
  switch (standing.state) {
    case 'serving':
      return { status: 'ok', version, model: standing.champion.id, synthetic: standing.champion.synthetic }
    case 'preparing':
      return { status: 'preparing', version, model: null, synthetic: true, progress: { done: standing.done, total: standing.total } }
    case 'failed':
      return { status: 'failed', version, model: null, synthetic: true, why: standing.why }
    case 'no_model':
      return { status: 'no_model', version, model: null, synthetic: standing.synthetic, why: standing.why }
    default:
      return standing satisfies never
  }
}
