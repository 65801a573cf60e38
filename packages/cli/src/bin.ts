import { processIo } from './io.ts'
import { main } from './main.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0) // `headway … | head`
  throw error
})
process.exitCode = await main(process.argv.slice(2), processIo(stop.signal))
