/** What tests ask of Node, asked of the Node that opened the page: synchronously, as they expect. Stands for node:fs and node:crypto. */
export function readFileSync(url: URL): string {
  return ask({ read: url.href })
}

export function readdirSync(url: URL, { recursive = false } = {}): string[] {
  return JSON.parse(ask({ list: url.href, recursive }))
}

export function createHash(algorithm: string) {
  const bytes: number[] = []
  const hash = {
    update(data: string | Uint8Array) {
      for (const byte of typeof data === 'string' ? new TextEncoder().encode(data) : data) bytes.push(byte)
      return hash
    },
    digest: () => ask({ hash: algorithm, bytes }),
  }
  return hash
}

function ask(question: object): string {
  const request = new XMLHttpRequest()
  request.open('POST', '/node', false)
  request.send(JSON.stringify(question))
  return request.responseText
}
