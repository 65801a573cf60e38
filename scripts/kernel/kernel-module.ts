import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from '../house/command.ts'
import { tools } from '../house/tools.ts'

const always = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--disableWarning', '112']

/** src/kernel/kernel.generated.ts: packages/learn/kernel compiled, as text that travels with the library. */
export async function kernelModule(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'headway-kernel-'))
  try {
    const plain = await compiled(folder, 'entry', [])
    const shared = await compiled(folder, 'shared-entry', ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'])
    return [
      '/** The kernel (packages/learn/kernel) as WebAssembly, in base64. Written by npm run generate. */\n',
      line('plainKernel', 'for one thread', plain),
      line('sharedKernel', 'for several threads over one memory', shared),
    ].join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function line(name: string, what: string, bytes: Buffer): string {
  return `/** ${what[0]!.toUpperCase()}${what.slice(1)}: ${bytes.length} bytes. */\nexport const ${name} =\n  '${bytes.toString('base64')}'\n`
}

async function compiled(folder: string, name: string, more: readonly string[]): Promise<Buffer> {
  const out = join(folder, `${name}.wasm`)
  const { ok, output } = await runNode([tools.asc, `packages/learn/kernel/${name}.ts`, ...always, ...more, '--outFile', out])
  if (!ok) throw new Error(`The kernel does not compile:\n${output}`)
  return readFileSync(out)
}
