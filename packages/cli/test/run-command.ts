import { processIo } from '../src/io.ts'
import { main } from '../src/main.ts'

/** What a command printed and how it ended; files are real, the terminal is not. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command as the terminal would. */
export async function runCommand(...args: string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const io = { ...processIo(), out: (text: string) => out.push(text), err: (text: string) => err.push(text), progress: () => {} }
  const code = await main(args, io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}
