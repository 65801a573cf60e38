import { type Bundle, compileScorer, type Scorer } from '@headway/campus'

/** The model at work, made ready once. */
export interface Champion {
  readonly id: string
  readonly bundle: Bundle
  readonly scorer: Scorer
  readonly synthetic: boolean
}

/** What the server can do for a forecast now. */
export type Standing =
  | { readonly state: 'preparing'; readonly done: number; readonly total: number }
  | { readonly state: 'failed'; readonly why: string } // no demo model could be made
  | { readonly state: 'no_model'; readonly synthetic: boolean; readonly why: string }
  | { readonly state: 'serving'; readonly champion: Champion }

/** The one thing in memory that forecasts depend on; replaced as a whole, so no call ever sees half of a change. */
export interface Serving {
  current(): Standing
  put(standing: Standing): void
  /** Looks in the store again. Of several at once, the last look wins. */
  refresh(): Promise<void>
}

/** @param load what the store says; it is given the present standing, so that a model that stays is not made ready again */
export function createServing(first: Standing, load: (before: Standing) => Promise<Standing>): Serving {
  let standing = first
  let chain = Promise.resolve()
  return {
    current: () => standing,
    put(next) {
      standing = next
    },
    refresh() {
      const look = chain.then(async () => {
        standing = await load(standing)
      })
      chain = look.catch(() => {}) // the caller hears of it; the next look begins anew
      return look
    },
  }
}

export function readied(id: string, bundle: Bundle): Champion {
  return { id, bundle, scorer: compileScorer(bundle), synthetic: bundle.data.synthetic }
}
