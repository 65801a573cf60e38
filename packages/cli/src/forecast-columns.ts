import type { Forecast } from '@headway/campus'

/** One column of a file of forecasts: its name, and what it says of each. */
export interface ForecastColumn<T> {
  readonly name: string
  readonly cell: (forecast: T) => string
}

/** What a file of forecasts says of each, whatever was forecast; what no forecast has is no column. Absent forecasts are empty cells. */
export function forecastColumns(forecasts: readonly Partial<Forecast>[]): ForecastColumn<Partial<Forecast>>[] {
  const classes = Object.keys(forecasts.find(f => f.probabilities)?.probabilities ?? {})
  const some = (has: (forecast: Partial<Forecast>) => unknown) => forecasts.some(f => has(f) !== undefined)
  return [
    { name: 'forecast', cell: f => f.label ?? '' },
    ...(some(f => f.meaning) ? [{ name: 'meaning', cell: (f: Partial<Forecast>) => f.meaning ?? '' }] : []),
    ...classes.map(c => ({ name: `p(${c})`, cell: (f: Partial<Forecast>) => String(f.probabilities?.[c] ?? '') })),
    { name: 'unknown', cell: f => f.unknown?.join('; ') ?? '' },
    ...(some(f => f.reasons) ? [{ name: 'reasons', cell: reasonsInWords }] : []),
    ...(some(f => f.likeThis) ? [{ name: 'in words', cell: (f: Partial<Forecast>) => f.likeThis?.sentence ?? '' }] : []),
  ]
}

/**
 * Up to three reasons of those that can still change, heaviest first; background is for analysts (`--json` has it). Where one event is
 * forecast, those that speak for it.
 */
export function reasonsInWords({ reasons = [], probabilities = {}, eventProbability }: Partial<Forecast>): string {
  const oneEvent = eventProbability !== undefined && Object.keys(probabilities).length === 2
  return reasons
    .filter(r => r.kind === 'can still change' && (!oneEvent || r.contribution > 0))
    .slice(0, 3)
    .map(r => r.words ?? `${r.title}: ${r.value}`)
    .join('; ')
}
