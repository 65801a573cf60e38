/** The blocks of code of a Markdown page in this language, as they stand. */
export function codeBlocks(page: string, language = 'js'): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, of]) => of === language).map(([, , code]) => code!)
}
