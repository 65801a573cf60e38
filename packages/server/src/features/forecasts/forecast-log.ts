import type { Queries } from '../../db/open.ts'
import { newId } from '../../ids.ts'

/** Counts forecasts by model, in memory; written in batches, so that no forecast waits for a disk. Holds no inputs and no persons. */
export interface ForecastLog {
  count(modelId: string, forecasts: number): void
  flush(): Promise<void>
}

export function forecastLog(queries: Queries, now: () => Date): ForecastLog {
  let counts = new Map<string, number>()
  return {
    count(modelId, forecasts) {
      counts.set(modelId, (counts.get(modelId) ?? 0) + forecasts)
    },
    async flush() {
      if (counts.size === 0) return
      const batch = [...counts].map(([model_id, forecasts]) => ({ id: newId('log'), at: now().toISOString(), model_id, forecasts }))
      counts = new Map()
      await queries.insertInto('forecast_log').values(batch).execute()
    },
  }
}
