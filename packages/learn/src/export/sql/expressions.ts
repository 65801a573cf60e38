import type { Ensemble, FormulaNode, NodeId } from '../program.ts'
import type { Dialect } from './dialects.ts'

/** Exponents beyond these change nothing that anybody sees; databases refuse what is too large or too small for a number. */
const [LEAST_EXPONENT, MOST_EXPONENT] = [-100, 700]

/** A weight below this is 0: with a small value PostgreSQL would refuse the product. */
const LEAST_WEIGHT = 1e-150

/** A node that is computed, as an expression. NULL is missing. @param at what stands for an operand */
export function expressionOf(node: FormulaNode, at: (id: NodeId) => string, dialect: Dialect): string {
  const double = (value: number) => doubleOr(dialect, value)
  switch (node.op) {
    case 'number':
      return `i${node.input}`
    case 'constant':
      return double(node.value)
    case 'lookup':
      return lookup(node, double)
    case 'linear': {
      const terms = node.terms.map(({ node: of, weight }) => times(Math.abs(weight) < LEAST_WEIGHT ? 0 : weight, at(of), double))
      return sumOf(node.intercept === 0 && terms.length > 0 ? terms : [double(node.intercept), ...terms])
    }
    case 'multiply':
      return `${at(node.a)} * ${at(node.b)}`
    case 'min':
    case 'max': {
      const [a, b] = [at(node.a), at(node.b)]
      // LEAST and GREATEST would overlook NULL
      const first = node.op === 'min' ? '<=' : '>='
      return `CASE WHEN ${b} ${first} ${a} THEN ${b} WHEN ${b} IS NOT NULL THEN ${a} END`
    }
    case 'divide':
      return `${at(node.a)} / NULLIF(${at(node.b)}, ${double(0)})`
    case 'ifMissing':
      return `COALESCE(${at(node.a)}, ${at(node.b)})`
    case 'isMissing':
      return `CASE WHEN ${at(node.of)} IS NULL THEN ${double(1)} ELSE ${double(0)} END`
    case 'exp':
      return `EXP(${between(at(node.of), LEAST_EXPONENT, MOST_EXPONENT, double)})`
    case 'log':
      return `LN(${at(node.of)})`
    case 'sigmoid': // as 1 / (1 + e^−v), but reads v once, and nothing in it can overflow
      return `${double(0.5)} + ${double(0.5)} * TANH(${double(0.5)} * ${at(node.of)})`
    case 'steps': {
      const v = at(node.of)
      const steps = node.cuts.map((cut, b) => `WHEN ${v} <= ${double(cut)} THEN ${double(node.values[b])}`)
      return `CASE ${[`WHEN ${v} IS NULL THEN ${double(node.missing)}`, ...steps].join(' ')} ELSE ${double(node.values[node.cuts.length])} END`
    }
    case 'interpolate':
      return interpolate(node, at(node.of), double)
    case 'pick':
      return `CASE ${at(node.of)} ${node.values.map((value, v) => `WHEN ${double(v)} THEN ${double(value)}`).join(' ')} END`
    case 'ensemble':
      throw new Error('An ensemble is written tree by tree.')
    default:
      return node satisfies never
  }
}

/** What tree t adds to an output, by number `w` of its leaves. */
export function treeExpression(
  { columns, isSet, width, trees }: Ensemble,
  t: number,
  w: number,
  at: (id: NodeId) => string,
  dialect: Dialect,
): string {
  const { column, cut, sets, left, right, missingLeft, value } = trees[t]
  const write = (node: number): string => {
    const of = column[node]
    if (of < 0) return dialect.double(value[node * width + w])
    const v = at(columns[of])
    const set = isSet[of] ? sets[cut[node]] : undefined
    if (set?.length === 0) return write(right[node])
    const rule = set
      ? `${v} IN (${set.map(dialect.double).join(', ')})`
      : `${v} <= ${dialect.double(cut[node])}${missingLeft[node] === 1 ? ` OR ${v} IS NULL` : ''}`
    return `CASE WHEN ${rule} THEN ${write(left[node])} ELSE ${write(right[node])} END`
  }
  return write(0)
}

/** a + b + …, in halves: databases bound how deep an expression may go. */
export function sumOf(terms: readonly string[]): string {
  if (terms.length <= 2) return terms.join(' + ')
  const half = terms.length >> 1
  return `(${sumOf(terms.slice(0, half))}) + (${sumOf(terms.slice(half))})`
}

/** first + a + b + … + last, each sum rounded to float32: the sum of two FLOATs is one, and the terms are. */
export function float32SumOf(terms: readonly string[], { first, last }: NonNullable<Ensemble['float32']>, dialect: Dialect): string {
  const rounded = [dialect.double(first), ...terms, dialect.double(last)].map(term => `CAST(${term} AS ${dialect.floatType})`)
  return `CAST(${rounded.join(' + ')} AS ${dialect.doubleType})`
}

/** A number, or NULL of its type for NaN. */
function doubleOr(dialect: Dialect, value: number): string {
  return Number.isNaN(value) ? `CAST(NULL AS ${dialect.doubleType})` : dialect.double(value)
}

function times(weight: number, operand: string, double: (value: number) => string): string {
  return weight === 1 ? operand : `${double(weight)} * ${operand}`
}

/** Codes of one value together; those of the value for unseen levels fall through. */
function lookup({ input, values, missing, unseen }: Extract<FormulaNode, { op: 'lookup' }>, double: (value: number) => string): string {
  const codes = new Map<number, number[]>()
  ;[missing, ...values].forEach((value, i) => {
    if (!Object.is(value, unseen)) codes.set(value, [...(codes.get(value) ?? []), i - 1])
  })
  const cases = [...codes].map(([value, of]) => `WHEN c${input} IN (${of.join(', ')}) THEN ${double(value)}`)
  return cases.length === 0 ? double(unseen) : `CASE ${cases.join(' ')} ELSE ${double(unseen)} END`
}

function between(v: string, low: number, high: number, double: (value: number) => string): string {
  return `CASE WHEN ${v} < ${double(low)} THEN ${double(low)} WHEN ${v} > ${double(high)} THEN ${double(high)} ELSE ${v} END`
}

function interpolate({ x, y }: Extract<FormulaNode, { op: 'interpolate' }>, v: string, double: (value: number) => string): string {
  const lines = x.slice(1).map((to, i) => {
    const share = `(${v} - ${double(x[i])}) / ${double(to - x[i])}`
    return `WHEN ${v} <= ${double(to)} THEN ${y[i + 1] === y[i] ? double(y[i]) : `${double(y[i])} + ${share} * ${double(y[i + 1] - y[i])}`}`
  })
  return `CASE WHEN ${v} IS NULL THEN NULL WHEN ${v} <= ${double(x[0])} THEN ${double(y[0])} ${lines.join(' ')} ELSE ${double(y[y.length - 1])} END`
}
