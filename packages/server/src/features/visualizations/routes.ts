import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { customPlot, type Dataset, defaultGallery } from '@headway/campus'
import { CustomVisualization, CustomVisualizationRequest, DefaultVisualizations, Problem } from '@headway/contract'

export interface VisualizationRouteDeps {
  /** The records at work. @throws ProblemError `no_data` */
  readonly currentDataset: () => Promise<Dataset>
}

export const visualizationRoutes: FastifyPluginAsyncTypebox<VisualizationRouteDeps> = async (app, { currentDataset }) => {
  app.get(
    '/visualizations/default',
    {
      config: { permission: 'data:read' },
      schema: {
        summary: 'Four pictures of the records to begin with',
        tags: ['data'],
        response: { 200: DefaultVisualizations, 409: Problem },
      },
    },
    async () => defaultGallery(await currentDataset()),
  )

  app.post(
    '/visualizations/custom',
    {
      config: { permission: 'data:read' },
      schema: {
        summary: 'A picture of the features you name',
        tags: ['data'],
        body: CustomVisualizationRequest,
        response: { 200: CustomVisualization, 400: Problem, 409: Problem },
      },
    },
    async ({ body }) => customPlot(await currentDataset(), body.plot_type, body.features),
  )
}
