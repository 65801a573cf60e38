import { readFileSync } from 'node:fs'

/** The most memory that this process has held at once, in bytes of the machine's own: VmHWM on Linux, the system's count elsewhere. */
export function peakMemory(): number {
  const { maxRSS } = process.resourceUsage()
  return 1024 * (highWaterOf('/proc/self/status') ?? maxRSS)
}

/** In KiB. The count of `resourceUsage` begins on Linux with that of the process that started this one. */
function highWaterOf(file: string): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))
    return found ? Number(found[1]) : undefined
  } catch {
    return undefined // no such file: not Linux
  }
}
