import { processIo } from './io.ts'
import { main } from './main.ts'

// No handler of SIGINT or SIGTERM: training is one long computation, in which none would run. The process ends at once, as it should:
// files are written under another name first.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0) // `headway … | head`
  throw error
})
process.exitCode = await main(process.argv.slice(2), processIo())
