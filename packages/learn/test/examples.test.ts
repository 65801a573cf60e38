import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as learn from '../src/index.ts'

/**
 * Runs the one-line examples of the package's docstrings, `@example expression // value`: those that name only what the package or
 * their file exports. A value that is JavaScript is compared (numbers to 12 digits); one in words only says what to expect.
 */
const src = new URL('../src/', import.meta.url)

const lines = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap(file =>
    [...readFileSync(new URL(file, src), 'utf8').matchAll(/@example (.+?) \/\/ (.+?)(?: \*\/)?$/gm)].map(([, expression, value]) => ({
      file,
      expression,
      value,
    })),
  )
const examples = await Promise.all(
  lines.map(async line => ({ ...line, scope: { ...learn, ...(await import(new URL(line.file, src).href)) } as Record<string, unknown> })),
)
const runnable = examples.filter(({ expression, scope }) => namesIn(expression).every(name => name in scope || name in globalThis))

describe('examples in docstrings', () => {
  it('are found', () => expect(runnable.length).toBeGreaterThan(40))

  it.each(runnable)('$file: $expression', ({ expression, value, scope }) => {
    const got = plain(evaluate(expression, scope))
    const expected = literal(value)
    if (expected) expect(got).toEqual(approximately(plain(expected.value)))
    else expect(got).not.toBeUndefined()
  })
})

/** Free names of an expression: no properties, keys, strings or parameters of arrow functions. */
function namesIn(expression: string): string[] {
  const code = expression.replace(/'[^']*'/g, "''")
  const parameters = new Set([...code.matchAll(/([A-Za-z_$][\w$]*)\s*=>/g)].map(match => match[1]))
  const names = [...code.matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*(?!\s*:)(?![\w$])/g)].map(match => match[0])
  return names.filter(name => !parameters.has(name) && !['true', 'false', 'null', 'new'].includes(name))
}

function evaluate(expression: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `'use strict'; return (${expression})`)(...Object.values(scope))
}

/** The value when the words after // are a JavaScript literal. */
function literal(text: string): { value: unknown } | undefined {
  try {
    return { value: new Function(`'use strict'; return (${text})`)() }
  } catch {
    return undefined
  }
}

/** Typed arrays as arrays, so that an example may show plain numbers. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as unknown as ArrayLike<number>)
  if (Array.isArray(value)) return value.map(plain)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)]))
  return value
}

function approximately(value: unknown): unknown {
  if (typeof value === 'number' && Number.isFinite(value) && value !== 0)
    return expect.closeTo(value, Math.max(0, 12 - Math.ceil(Math.log10(Math.abs(value)))))
  if (Array.isArray(value)) return value.map(approximately)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, approximately(v)]))
  return value
}
