import { categoricalColumn, numericColumn, table } from '@headway/learn'
import { expect, it } from 'vitest'
import type { Dataset } from '../dataset.ts'
import { csvLine, toCsv } from './to-csv.ts'
import { uci856 } from './uci856.ts'

it('writes codes, numbers and empty cells, quoting what needs it', () => {
  const dataset: Dataset = {
    codebook: uci856,
    synthetic: false,
    hash: '',
    table: table([categoricalColumn('say "id"', [0, 1, -1], ['a,b', ' c']), numericColumn('x', [-1.5, NaN, 1e21])]),
  }
  expect(toCsv(dataset)).toBe('"say ""id""",x\n"a,b",-1.5\n" c",\n,1e+21\n')
})

it.each([
  ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0\n"],
  ['+1+2', "'+1+2\n"],
  ['-2+3', "'-2+3\n"],
  ['@SUM(A1)', "'@SUM(A1)\n"],
  ['\t=1', '"\'\t=1"\n'],
  ['\r=1', '"\'\r=1"\n'],
  ['=1,2', '"\'=1,2"\n'],
  ['-2', '-2\n'],
  ['+1.5e3', '+1.5e3\n'],
  ['a=1', 'a=1\n'],
])('makes %j harmless where a spreadsheet would run it', (cell, line) => expect(csvLine([cell])).toBe(line))
