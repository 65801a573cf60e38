import { expect, it } from 'vitest'
import { type HelperStart, helpKernel } from './help.ts'

it('a helper that breaks off says so in the control block, for whoever waits, and throws what stopped it', () => {
  const control = 64
  const buffer = new ArrayBuffer(256)
  const start = { module: {}, memory: { buffer, grow: () => 0 }, control } satisfies HelperStart // {} is no module: a helper cannot start on it
  expect(() => helpKernel(start)).toThrow(TypeError)
  const words = [...new Int32Array(buffer)]
  expect(words.map((word, at) => (word === 0 ? undefined : at)).filter(at => at !== undefined)).toEqual([control / 4 + 2])
})
