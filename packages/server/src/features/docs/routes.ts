import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsync } from 'fastify'

/** Swagger UI at /docs and the description itself at /openapi.json. */
export const docsRoutes: FastifyPluginAsync = async app => {
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // its script injects styles; everything else comes from here and goes nowhere else
    staticCSP:
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    uiConfig: { deepLinking: true, tryItOutEnabled: true },
  })
}
