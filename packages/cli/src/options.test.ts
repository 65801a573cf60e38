import { expect, it } from 'vitest'
import { oneFile, oneOf, parse, wholeNumber } from './options.ts'

it.each([
  { name: 'an unknown option', run: () => parse(['--nope'], {}), says: /--nope/ },
  { name: 'a value that is missing', run: () => parse(['--out'], { out: { type: 'string' } }), says: /--out/ },
  { name: 'two files', run: () => oneFile(['a', 'b'], 'file'), says: /exactly one file, got 2/ },
  { name: 'a seed that is no number', run: () => wholeNumber('seed', '1e3', 0), says: /--seed must be a whole number from 0 up, got 1e3/ },
  { name: 'too many repeats', run: () => wholeNumber('repeats', '11', 1, 10), says: /from 1 to 10, got 11/ },
  { name: 'a choice that is none', run: () => oneOf('choose', 'worst', ['simplest', 'best']), says: /one of simplest, best, got worst/ },
])('refuses $name', ({ run, says }) => {
  expect(run).toThrow(expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(says) }))
})
