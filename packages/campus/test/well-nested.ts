const VOID = ['meta', 'br', 'line', 'circle', 'path']

/** What is wrong with the nesting of a page's tags: '' where every tag is closed, innermost first. */
export function wellNested(page: string): string {
  const open: string[] = []
  for (const [tag, close, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (VOID.includes(name!) || tag.endsWith('/>')) continue
    if (close === '') open.push(name!)
    else if (open.pop() !== name) return `${tag} after ${open.join(' ')}`
  }
  return open.join(' ')
}
