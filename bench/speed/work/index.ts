import { contributions } from './contributions.ts'
import { fitRows } from './fit-rows.ts'
import { forecasts } from './forecasts.ts'
import { oneRow } from './one-row.ts'
import type { Done, Loaded } from './task.ts'

/** What a page can do as well as Node. */
export const works: Readonly<Record<string, (task: Loaded) => Done | Promise<Done>>> = {
  fit: fitRows,
  forecasts,
  contributions,
  'one row': oneRow,
  'save model': fitRows,
  async 'fit and forecasts'(task) {
    const { fitted, ...done } = await fitRows(task)
    const { cpu, wall } = await forecasts({ ...task, fitted: fitted!, repeats: 5 })
    return { ...done, figures: { ...done.figures, forecastCpu: cpu, forecastWall: wall } }
  },
}
