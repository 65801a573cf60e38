import swagger from '@fastify/swagger'
import { UploadForm } from '@headway/contract'
import type { FastifyInstance } from 'fastify'

/** OpenAPI 3.1, made from the routes' own schemas. Registered before them. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Headway',
        version,
        description:
          'Forecasts of student performance with honest reports. Every refusal is problem JSON (RFC 9457) with a stable code. While `synthetic` is true, a model was trained on invented students.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'forecasts', description: 'One enrolment or many' },
        { name: 'models', description: 'Train, judge, keep or revert' },
        { name: 'data', description: 'Past students' },
        { name: 'jobs', description: 'Long work' },
        { name: 'operation', description: 'Running the server' },
      ],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { token: [] }],
    },
    // a form is no body that Fastify could check
    transform: ({ schema, url }) => ({
      url,
      schema: schema.consumes?.includes('multipart/form-data') ? { ...schema, body: UploadForm } : schema,
    }),
  })
}
