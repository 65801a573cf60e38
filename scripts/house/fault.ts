/** A patch that breaks one promise, and the test that must notice. */
export interface Fault {
  readonly file: string
  readonly sentence: string
  readonly testFile: string // from the repository root
  readonly testName: string // a pattern, as for vitest -t
}

/**
 * Reads a patch's header: two lines before the diff.
 *
 * @example
 * Fault: a student on both sides of a split
 * Test: packages/learn/src/resample/split-plan.test.ts -t "refuses a group on both sides"
 *
 * @throws Error naming the patch when a line is missing
 */
export function readFault(file: string, patch: string): Fault {
  const sentence = patch.match(/^Fault: (.+)$/m)?.[1]
  const [, testFile, testName] = patch.match(/^Test: (\S+) -t "(.+)"$/m) ?? []
  if (sentence && testFile && testName) return { file, sentence, testFile, testName }
  throw new Error(`test/faults/${file} needs two lines before its diff: "Fault: <sentence>" and "Test: <file> -t "<test name>"".`)
}
