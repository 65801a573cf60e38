import type { Found } from './load-sources.ts'
import type { Preset, Staged } from './preset.ts'
import type { Refusals } from './refused-rows.ts'
import type { Workbench } from './workbench.ts'

/** One import under way: the files of a preset, loaded, and where to say what is not taken. */
export interface Reading {
  readonly bench: Workbench
  readonly preset: Preset
  readonly found: readonly Found[]
  readonly refusals: Refusals
}

/** The files of a source; `file` is what to call them. */
export function foundOf({ found }: Reading, source: string): Found {
  return found.find(f => f.source.name === source)!
}

/** What to call the files that a staged table comes from. */
export function fileOf(reading: Reading, { called, from }: Staged): string {
  return called ?? foundOf(reading, from).file
}
