import { oulad } from './oulad.ts'
import type { Preset } from './preset.ts'

/** Every preset. A new one: its file, and one line here. */
export const presets: readonly Preset[] = [oulad]
