import type { Measured } from './measured.ts'
import { measure, type Side } from './side.ts'
import type { Compared } from './speed-row.ts'

/**
 * Every side of a pair, one process after another, the next pair in the other order, so that a busy machine slows all of them.
 *
 * @returns by the name of each peer, [pairs] ours and that peer's
 */
export async function alternate(
  pairs: number,
  sidesOf: (pair: number) => Promise<{ readonly ours: Side; readonly peers: readonly Side[]; readonly after?: () => Promise<void> }>,
  say: (line: string) => void,
): Promise<Map<string, Compared[]>> {
  const compared = new Map<string, Compared[]>()
  for (let pair = 0; pair < pairs; pair++) {
    const { ours, peers, after } = await sidesOf(pair)
    const found = new Map<Side, Measured>()
    for (const side of pair % 2 === 0 ? [ours, ...peers] : [...peers.toReversed(), ours]) found.set(side, await measure(side))
    await after?.()
    for (const peer of peers) {
      compared.set(peer.name, [...(compared.get(peer.name) ?? []), { ours: found.get(ours)!, peer: found.get(peer)! }])
    }
    say(`  pair ${pair + 1}: ${[ours, ...peers].map(side => `${side.name} ${inWords(found.get(side)!)}`).join(', ')}`)
  }
  return compared
}

function inWords({ cpu }: Measured): string {
  return cpu < 0.01 ? `${(cpu * 1e6).toFixed(1)} µs` : `${cpu.toFixed(2)} s`
}
