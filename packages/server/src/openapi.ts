import { buildApp } from './app.ts'
import { localOwner } from './auth.ts'

/** The OpenAPI document as text, from an application that only describes itself: it opens no store and answers no call. */
export async function openApiDocument(version: string): Promise<string> {
  const nothing = undefined as never
  const app = await buildApp({
    queries: nothing,
    blobs: nothing,
    serving: nothing,
    jobs: nothing,
    forecasts: nothing,
    upload: nothing,
    decide: nothing,
    takeModel: nothing,
    currentDataset: nothing,
    checkData: nothing,
    authenticate: localOwner,
    now: nothing,
    uploadsFolder: '',
    webFolder: import.meta.dirname,
    version,
    log: { level: 'silent' },
  })
  await app.ready()
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  return text
}
