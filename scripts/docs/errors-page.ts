import { problemCodes } from '@headway/contract'
import { campusHelp, ingestHelp, learnHelp } from './error-help.ts'

/** docs/errors.md: every code that any surface can answer with, each once, with every place where it comes up. */
export async function errorsPage(): Promise<string> {
  const sides: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['learning library', learnHelp],
    ['education layer, command line', campusHelp],
    ['reading files', ingestHelp],
    ['HTTP', Object.fromEntries(Object.entries(problemCodes).map(([code, { status, help }]) => [code, `(${status}) ${help}`]))],
  ]
  const codes = [...new Set(sides.flatMap(([, help]) => Object.keys(help)))].sort()
  const entries = codes.map(code => {
    const lines = sides.flatMap(([side, help]) => (Object.hasOwn(help, code) ? [`- ${side}: ${help[code]}`] : []))
    return `### ${code}\n\n${lines.join('\n')}\n`
  })
  return `# Errors

Every refusal carries a stable code and says what was expected, what came and what to do. Over HTTP it is problem JSON (RFC 9457) with
the code in \`code\`; on the command line the code stands in brackets at the end. Nothing is changed by a call that is refused.

${entries.join('\n')}`
}
