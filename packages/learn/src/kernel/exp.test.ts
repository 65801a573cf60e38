import { describe, expect, it } from 'vitest'
import { exp, sigmoid } from '../math/index.ts'
import { createRandom } from '../random.ts'
import { bytesFor, openWorkspace } from './workspace.ts'

/** Where branches meet, what rounds oddly, and what lies between. */
const edges = [
  0,
  -0,
  1,
  -1,
  1e-300,
  2 ** -28,
  -(2 ** -28),
  2 ** -29,
  0.34657359027997264,
  -0.34657359027997264,
  0.3465735902799727,
  700,
  -700,
  700.1,
  -700.1,
  709.782712893384,
  709.79,
  -745.1332191019411,
  -745.14,
  -740,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
]

function numbers(seed: number): Float64Array {
  const random = createRandom(seed)
  const spread = Array.from({ length: 20_000 }, (_, i) => (random.next() - 0.5) * [1, 10, 100, 1500][i % 4])
  return Float64Array.from([...edges, ...spread])
}

describe.each([
  ['exp', 'expAll', exp],
  ['sigmoid', 'sigmoidAll', sigmoid],
] as const)('the kernel’s %s', (_, name, twin) => {
  it('is its twin’s, bit for bit', () => {
    const from = numbers(1)
    const workspace = openWorkspace(2 * bytesFor(from.length, 8))
    const at = workspace.f64(from.length)
    const into = workspace.f64(from.length)
    at.set(from)
    workspace.calls![name](at.byteOffset, into.byteOffset, from.length)
    expect([...into].filter((y, i) => !Object.is(y, twin(from[i])))).toEqual([])
    workspace.close()
  })
})
