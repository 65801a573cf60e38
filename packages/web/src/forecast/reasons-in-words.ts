import type { PredictAnswer, ReasonAnswer } from '@headway/contract'

/** One reason as a person reads it. */
export interface SpokenReason {
  readonly column: string
  readonly what: string // "Was active on only 3 days this term", or "Weekly Study Hours: none"
  readonly says: string // "speaks clearly for a higher outcome"
  readonly towards: 'up' | 'down'
  readonly weight: number // share of the heaviest reason, 0–1
}

export type ReasonKind = ReasonAnswer['kind']

/** Lighter than this share of the heaviest reason is left out: it would not be noticed in the forecast. */
const LIGHTEST = 0.03

/**
 * Splits reasons by kind, heaviest first, and says how much and which way each speaks: no numbers, no causes.
 *
 * @param outcome what a share above 0 speaks for (`outcomeOfReasons`)
 */
export function spokenReasons(reasons: readonly ReasonAnswer[], outcome: string): Readonly<Record<ReasonKind, readonly SpokenReason[]>> {
  const size = (reason: ReasonAnswer) => Math.abs(reason.contribution)
  const heaviest = Math.max(0, ...reasons.map(size))
  const of = (kind: ReasonKind) =>
    reasons
      .filter(reason => reason.kind === kind && size(reason) > 0 && size(reason) >= LIGHTEST * heaviest)
      .sort((a, b) => size(b) - size(a))
      .map(({ column, title, value, words, contribution, scale }) => ({
        column,
        what: words === undefined ? `${title}: ${value}` : capitalised(words),
        says: `speaks ${strength(contribution, scale, heaviest)} ${contribution > 0 ? 'for' : 'against'} ${outcome}`,
        towards: contribution > 0 ? ('up' as const) : ('down' as const),
        weight: Math.abs(contribution) / heaviest,
      }))
  return { 'can still change': of('can still change'), background: of('background'), unknown: of('unknown') }
}

/** One latent order or one value: higher; one event against the rest: the event; one score per class: the class that was forecast. */
export function outcomeOfReasons({ reasons = [], probabilities = {}, event, prediction }: PredictAnswer): string {
  const scale = reasons[0]?.scale
  if (scale === 'latent') return 'a higher outcome'
  if (scale === 'value') return 'a higher value'
  return event && Object.keys(probabilities).length === 2 ? event.name : String(prediction)
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** On a log-odds scale 1 multiplies the odds by 2.7; on the scale of a value or a probability the heaviest reason is the measure. */
function strength(contribution: number, scale: string, heaviest: number): string {
  const relative = scale === 'value' || scale === 'probability'
  const size = relative ? Math.abs(contribution) / heaviest : Math.abs(contribution)
  return size >= 1 ? 'strongly' : size >= 0.35 ? 'clearly' : 'a little'
}
