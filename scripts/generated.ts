/** A file that is written by code, committed, and never edited by hand. */
export interface GeneratedFile {
  readonly path: string // from the repository root
  make(): Promise<string>
}

/** Every generated file. A new one: one line here; `npm run generate` writes it and `npm run check` fails when it is stale. */
export const generatedFiles: readonly GeneratedFile[] = []
