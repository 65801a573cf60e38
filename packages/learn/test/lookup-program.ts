import type { FormulaProgram } from '../src/export/program.ts'

/** One categorical input; the forecast is the place of its level, −1 where it is missing, and the number of levels where it is unseen. */
export function lookupProgram(name: string, levels: readonly string[]): FormulaProgram {
  return {
    task: { kind: 'regression' },
    inputs: [{ kind: 'categorical', name, levels, ordered: false }],
    ensembles: [],
    nodes: [{ op: 'lookup', input: 0, values: levels.map((_, at) => at), missing: -1, unseen: levels.length }],
    outputs: [0],
  }
}
