import serverPackage from '../packages/server/package.json' with { type: 'json' }
import { openApiDocument } from '../packages/server/src/openapi.ts'
import { commandsPage } from './docs/commands-page.ts'
import { errorsPage } from './docs/errors-page.ts'
import { httpPage } from './docs/http-page.ts'
import { indicatorsPage } from './docs/indicators-page.ts'
import { referencePage } from './docs/reference-page.ts'
import { kernelModule } from './kernel/kernel-module.ts'

const openApi = () => openApiDocument(serverPackage.version)

/** A file that is written by code, committed, and never edited by hand. */
export interface GeneratedFile {
  readonly path: string // from the repository root
  make(): Promise<string>
}

/** Every generated file. A new one: one line here; `npm run generate` writes it and `npm run check` fails when it is stale. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'packages/learn/src/kernel/kernel.generated.ts', make: kernelModule },
  { path: 'docs/errors.md', make: errorsPage },
  { path: 'docs/commands.md', make: commandsPage },
  { path: 'docs/indicators.md', make: indicatorsPage },
  { path: 'docs/reference.md', make: referencePage },
  { path: 'docs/openapi.json', make: openApi },
  { path: 'docs/http.md', make: async () => httpPage(await openApi()) },
]
