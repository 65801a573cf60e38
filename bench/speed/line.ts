import type { SpeedRow } from './speed-row.ts'

/** A line of the table, or a few that are measured together. */
export interface Line {
  readonly task: string
  /** Why it cannot be measured here and now. */
  readonly lacks?: () => Promise<string | undefined>
  run(tools: Tools): Promise<SpeedRow[]>
}

export interface Tools {
  readonly raw: string // folder for rows and models
  readonly say: (line: string) => void
}
