import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

describe('deploy/Dockerfile', () => {
  const lines = readFileSync('deploy/Dockerfile', 'utf8').split('\n')
  const copied = lines.filter(line => line.startsWith('COPY ') && !line.includes('--from=')).flatMap(line => line.split(' ').slice(1, -1))

  it('copies only what is there, and what .dockerignore lets through', () => {
    const ignore = readFileSync('.dockerignore', 'utf8').split('\n')
    expect(copied.filter(path => !existsSync(path))).toEqual([])
    expect(copied.filter(path => !ignore.some(line => line === `!${path}` || path.startsWith(`${line.slice(1)}/`)))).toEqual([])
  })

  it('knows every package before it installs', () => {
    expect(readdirSync('packages').filter(name => !copied.includes(`packages/${name}/package.json`))).toEqual([])
  })

  it('runs the Node that the launcher fetches, not as root, a file that exists', () => {
    const { version } = JSON.parse(readFileSync('scripts/launch/pinned-node.json', 'utf8'))
    expect(new Set(lines.filter(line => line.startsWith('FROM ')).map(line => line.match(/node:(\d+)/)?.[1]))).toEqual(
      new Set([version.split('.')[0]]),
    )
    expect(lines.filter(line => line.startsWith('USER '))).toEqual(['USER node'])
    const command = lines.find(line => line.startsWith('CMD '))?.match(/"([^"]+\.ts)"/)?.[1] ?? ''
    expect(command.startsWith('packages/') && existsSync(command)).toBe(true)
  })
})

describe('.env.example', () => {
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map(m => m[1])

  it('names the settings that the server reads, all of them', () => {
    const read = [...readFileSync('packages/server/src/config.ts', 'utf8').matchAll(/env\['([A-Z_]+)'\]/g)].map(m => m[1])
    expect(named.toSorted()).toEqual([...new Set(read)].toSorted())
  })

  it('names those that the image sets', () => {
    const dockerfile = readFileSync('deploy/Dockerfile', 'utf8')
    expect([...dockerfile.matchAll(/\b(HEADWAY_[A-Z_]+)=/g)].map(m => m[1]).filter(name => !named.includes(name))).toEqual([])
  })
})
