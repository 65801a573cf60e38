import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from './open-server.ts'

const file = join(process.env['HEADWAY_DATA'] ?? '../shared/data', 'uci856', 'student_prediction.csv')

describe.skipIf(!existsSync(file))('the real UCI 856 file', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await openServer()
    await server.ready
  }, 60_000)
  afterAll(() => server.end())

  it('comes in whole, and a second time changes nothing', async () => {
    const content = readFileSync(file)
    expect((await server.upload(content)).json()).toMatchObject({
      added: 145,
      refused: 0,
      version: 1,
      retired_demo: true,
      synthetic: false,
    })
    expect((await server.upload(content)).json()).toMatchObject({ added: 0, identical: 145, rows: 145, version: 1 })
  })

  it('with three rows changed, lists the three as conflicts', async () => {
    const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
    const changed = lines.map((line, i) => (i < 3 ? line.replace(/\d$/, grade => String((Number(grade) + 1) % 8)) : line))
    const answer = (await server.upload([header, ...changed].join('\n'))).json()
    expect(answer).toMatchObject({ added: 0, identical: 142, conflicting: 3, version: 1 })
    expect(answer.conflicts.map((c: { columns: string[] }) => c.columns)).toEqual([['GRADE'], ['GRADE'], ['GRADE']])
    expect(answer.conflicts.map((c: { line: number }) => c.line)).toEqual([2, 3, 4])
  })
})
