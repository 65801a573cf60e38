import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { buildWebApp, webAppBuilt } from './house/web-app.ts'

/** `npm start`: the settings of .env where there is one, the web pages built where their sources have changed, then the server. */
enableCompileCache() // the second start need not compile anything
if (existsSync('.env')) process.loadEnvFile('.env') // what the environment says already stands
if (!webAppBuilt()) {
  console.error('Building the web pages (only when their sources have changed).')
  const { ok, output } = await buildWebApp()
  if (!ok) {
    console.error(`The web pages could not be built:\n${output}`)
    process.exit(1)
  }
}
const { main } = await import('../packages/server/src/main.ts')
process.exitCode = await main()
