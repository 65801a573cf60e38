/** Text that is already HTML. Only `html` and `raw` make it, so nothing reaches a page unescaped by accident. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | readonly Html[]

/**
 * A template whose values are escaped unless they are HTML themselves.
 *
 * @example html`<p>${'a < b'}</p>`.html // '<p>a &#60; b</p>'
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, i) => text + (i < parts.length ? show(parts[i]!) : '')).join('') }
}

export const nothing: Html = { html: '' }

function show(part: Part): string {
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(p => p.html).join('')
  return String(part).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}
