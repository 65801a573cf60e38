/**
 * Whether help is worth asking for: where another program holds the core of a helper, whoever waits for its piece loses more time than
 * the others save. It decides who does the work, and nothing of what comes out.
 */
export interface HelpGauge {
  /** Asked before each round of pieces. */
  isWorthwhile(): boolean
  /** Told after each round that was shared. */
  add(round: SharedRound): void
}

export interface SharedRound {
  readonly pieces: number
  readonly own: number // pieces that the asking thread did
  readonly worked: number // milliseconds in which it did them
  readonly waited: number // milliseconds for the others after that
}

/** Rounds that are judged together. */
const TRIAL = 32
/** Milliseconds that a trial may lose: then it is over. A thread whose core is held may be waited for that long in a few rounds. */
const MOST_LOST = 10
/** Rounds without help after a trial that lost time: twice as many after each further one. */
const FIRST_REST = 256
const LONGEST_REST = 4096

/** Alone the pieces of others would have taken as long as its own did, one by one. */
export function createHelpGauge(): HelpGauge {
  let [rounds, shared, alone] = [0, 0, 0]
  let rest = FIRST_REST
  let resting = 0

  return {
    isWorthwhile() {
      if (resting === 0) return true
      resting--
      return false
    },

    add({ pieces, own, worked, waited }) {
      if (own === 0 || own === pieces) return // says nothing of what help would have brought
      rounds++
      shared += worked + waited
      alone += (worked * pieces) / own
      if (rounds < TRIAL && shared - alone < MOST_LOST) return
      if (shared > alone) {
        resting = rest
        rest = Math.min(2 * rest, LONGEST_REST)
      } else rest = FIRST_REST
      ;[rounds, shared, alone] = [0, 0, 0]
    },
  }
}
