import { median } from '../pairs.ts'

/** What one process says of its work: seconds for one unit of it, and how good what it made is. */
export interface Measured {
  readonly cpu: number
  readonly wall: number
  readonly figures: Readonly<Record<string, number>>
}

/** Seconds so far. A page has to ask outside for its CPU time. */
export interface Clock {
  cpu(): number | Promise<number>
  wall(): number
}

/** Medians over the repeats, and what the last one made. */
export async function timed<T>(
  clock: Clock,
  repeats: number,
  run: () => T,
): Promise<{ readonly cpu: number; readonly wall: number; readonly made: T }> {
  const cpu: number[] = []
  const wall: number[] = []
  let made: T | undefined
  for (let r = 0; r < repeats; r++) {
    const cpuBefore = await clock.cpu()
    const wallBefore = clock.wall()
    made = run()
    wall.push(clock.wall() - wallBefore)
    cpu.push((await clock.cpu()) - cpuBefore)
  }
  return { cpu: median(cpu), wall: median(wall), made: made as T }
}
