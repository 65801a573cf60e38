import { type Command, type Io, UsageError } from './command.ts'
import { curves } from './commands/curves.ts'
import { evaluate } from './commands/evaluate.ts'
import { exportCommand } from './commands/export.ts'
import { generate } from './commands/generate.ts'
import { importCommand } from './commands/import.ts'
import { importModelCommand } from './commands/import-model.ts'
import { predict } from './commands/predict.ts'
import { profile } from './commands/profile.ts'
import { report } from './commands/report.ts'
import { serve } from './commands/serve.ts'
import { train } from './commands/train.ts'

/** Every command. A new one: its file, its test, one line here. */
export const commands: readonly Command[] = [
  generate,
  importCommand,
  profile,
  train,
  importModelCommand,
  evaluate,
  predict,
  report,
  curves,
  exportCommand,
  serve,
]

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help') {
    io.out(overview())
    return name === undefined ? 2 : 0
  }
  const command = commands.find(c => c.name === name)
  if (!command) {
    io.err(`There is no command ${name}. Known: ${commands.map(c => c.name).join(', ')}.`)
    return 2
  }
  if (rest.includes('--help')) {
    io.out(`headway ${command.usage}`)
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.message}\n\nUsage: headway ${command.usage}`)
      return 2
    }
    io.err(sayError(error))
    return 1
  }
}

function overview(): string {
  const width = Math.max(...commands.map(c => c.name.length))
  return [
    'Usage: headway <command> [options]',
    '',
    ...commands.map(c => `  ${c.name.padEnd(width)}  ${c.summary}`),
    '',
    'headway <command> --help says more.',
  ].join('\n')
}

/** Our own errors say what to do; anything else is a fault of ours and shows where. */
function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT' && 'path' in error)
    return `${error.path}: there is no such file. Check its name and folder. [no_file]`
  if ('code' in error && typeof error.code === 'string') return `${error.message} [${error.code}]`
  return error.stack ?? error.message
}
