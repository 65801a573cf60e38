import { type ChildProcess, spawn } from 'node:child_process'

export interface Finished {
  readonly ok: boolean
  readonly output: string // what it wrote to both streams, in order; empty where it was shown instead
  readonly seconds: number
}

export interface CommandOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Let it write to our own terminal instead of collecting what it writes. */
  readonly show?: boolean
  /** User and group to run as; only root may say so. */
  readonly as?: { readonly uid: number; readonly gid: number }
}

const running = new Set<ChildProcess>()
let stopping = false

/** No colours where nobody sees them: logs of CI. */
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }

/** Runs a program without a shell, waits, and never throws for what the program does: a program that cannot start is not ok. */
export function runCommand(program: string, args: readonly string[], { cwd, env, show, as }: CommandOptions = {}): Promise<Finished> {
  if (stopping) return new Promise(() => {}) // whoever waits for it is about to leave
  const started = performance.now()
  const child = spawn(program, args, {
    cwd,
    env: { ...(env ?? process.env), ...plain },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    ...as,
  })
  running.add(child)
  const parts: Buffer[] = []
  child.stdout?.on('data', part => parts.push(part))
  child.stderr?.on('data', part => parts.push(part))
  return new Promise(resolve => {
    const finish = (ok: boolean, more = '') => {
      running.delete(child)
      if (stopping) return
      resolve({ ok, output: Buffer.concat(parts).toString() + more, seconds: (performance.now() - started) / 1000 })
    }
    child.on('error', error => finish(false, `${program}: ${error.message}\n`))
    child.on('close', code => finish(code === 0))
  })
}

/** Runs a program that is written for Node, with this Node. */
export function runNode(args: readonly string[], options?: CommandOptions): Promise<Finished> {
  return runCommand(process.execPath, args, options)
}

/** On Ctrl-C or SIGTERM: end what runs, tidy up, and leave with the signal's code. */
export function stopCleanly(tidyUp: () => Promise<void> | void): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      for (const child of running) child.kill('SIGTERM')
      await tidyUp()
      process.exit(code)
    })
  }
}
