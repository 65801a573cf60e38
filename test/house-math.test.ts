import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/**
 * Engines may round these differently, and a bundle must have the same bytes everywhere: learn and campus use the functions of
 * packages/learn/src/math instead. Nor may they read a clock or the engine's own randomness.
 */
const forbidden =
  /\bMath\s*\.\s*(?:exp|expm1|log|log1p|log2|log10|pow|sinh?|cosh?|tanh?|asinh?|acosh?|atanh?|atan2|cbrt|hypot|random)\b|\*\*|\bDate\b|\{[^}]*\}\s*=\s*Math\b|\bMath\s*\[|\bperformance\b/g

/** The code alone: comments and quoted text replaced by nothing, lines kept. */
function codeOf(source: string): string {
  const quoted = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g
  return source.replace(quoted, text => '\n'.repeat(text.split('\n').length - 1))
}

function findings(source: string): string[] {
  return codeOf(source)
    .split('\n')
    .flatMap((line, i) => [...line.matchAll(forbidden)].map(match => `line ${i + 1}: ${match[0]}`))
}

describe('the search', () => {
  it.each([
    'Math.exp(1)',
    'x ** 2',
    'x **= 2',
    'Math . hypot(3, 4)',
    'new Date()',
    'Math.random()',
    'const { exp } = Math',
    "Math['exp'](1)",
    'performance.now()',
  ])('finds %s', code => {
    expect(findings(`/** a\n * b */\n${code}`)).toHaveLength(1)
  })

  it.each([
    'Math.sqrt(x)',
    '/** the definition: exp(x) = e ** x, as Math.exp */',
    "throw new Error('use Math.exp')",
    'const updated = 1',
    'exp(x)',
  ])('lets %s pass', code => {
    expect(findings(code)).toEqual([])
  })
})

describe.each(['learn', 'campus'])('%s', name => {
  it('computes the same everywhere', () => {
    const src = `packages/${name}/src`
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f => /\.ts$/.test(f) && !/\.test\.ts$/.test(f))
    expect(files.flatMap(f => findings(readFileSync(`${src}/${f}`, 'utf8')).map(found => `${src}/${f} ${found}`))).toEqual([])
  })
})
