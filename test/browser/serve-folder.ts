import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

export interface Served {
  readonly url: string
  stop(): void
}

export interface ServeOptions {
  /** Whether pages are cross-origin isolated. */
  readonly isolated: boolean
  /** What a file is changed to on its way. */
  readonly change?: (path: string, text: string) => string
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

/** Built pages from a folder, at a free port: for what the house's own server never does. */
export async function serveFolder(folder: string, { isolated, change = (_, text) => text }: ServeOptions): Promise<Served> {
  const isolation = isolated ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' } : {}
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://127.0.0.1').pathname
    try {
      const text = change(path, readFileSync(join(folder, path), 'utf8'))
      response.writeHead(200, { 'content-type': `${types[extname(path)]}; charset=utf-8`, ...isolation }).end(text)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
