import { uci856 } from '../../packages/campus/src/index.ts'

/** A CSV file of invented students in the UCI 856 schema: `rows` of them that fit, then the given lines as they are. */
export function studentFile(rows: number, extra: readonly string[] = []): string {
  const line = (i: number) =>
    uci856.fields.map(({ name, scale }, j) => {
      if (scale.kind === 'identifier') return `WEB${i}`
      if (scale.kind === 'quantity') return '1'
      return scale.codes[(i * (j + 3) + (name === 'GRADE' ? i : 0)) % scale.codes.length]!.value
    })
  const lines = Array.from({ length: rows }, (_, i) => line(i).join(','))
  return [uci856.fields.map(field => field.name).join(','), ...lines, ...extra].join('\n')
}

/** A line that fits but for its grade. */
export function lineWithGrade(grade: string): string {
  return uci856.fields
    .map(({ name, scale }) =>
      name === 'GRADE' ? grade : scale.kind === 'identifier' ? 'WEB900' : scale.kind === 'quantity' ? '1' : scale.codes[0]!.value,
    )
    .join(',')
}
