/** Everything a command may touch outside itself. Tests hand in their own. */
export interface Io {
  /** Results, for pipes: one call, one line. */
  out(text: string): void
  /** Remarks and warnings, for people. */
  err(text: string): void
  /** Where the work is: a bar on a terminal, nothing elsewhere. */
  progress(what: string, done: number, total: number): void
  readFile(path: string): Promise<string>
  /** Whole or not at all: written beside, flushed, then renamed. */
  writeFile(path: string, content: string | Uint8Array | Iterable<string>): Promise<void>
}

export interface Command {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** @returns the exit code: 0 done, 1 failed, 2 wrong usage (by throwing UsageError) */
  run(args: readonly string[], io: Io): Promise<number>
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}
