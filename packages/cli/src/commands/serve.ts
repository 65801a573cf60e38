import type { Command } from '../command.ts'
import { parse } from '../options.ts'

/** serve: the application on this machine, until it is stopped. */
export const serve: Command = {
  name: 'serve',
  summary: 'Serve the application and its API until stopped',
  usage: `serve
    --json               say where it serves as JSON, a line for each state

    Reads its settings from the environment: see .env.example.`,

  async run(args) {
    const { values } = parse(args, { json: { type: 'boolean', default: false } })
    const { main } = await import('@headway/server') // slow to load, and no other command needs it
    return main(process.env, { json: values.json })
  },
}
