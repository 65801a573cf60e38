import type { Report } from '../report.ts'
import { type Html, html, nothing } from './html.ts'
import { style } from './style.ts'

/** A whole HTML document around a body: no script, no request. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${{ html: style }}</style></head><body>
<main>
${body}
</main></body></html>`.html
}

/** What stands above everything about records that a program made. */
export function syntheticMark({ data }: Report): Html {
  return data.synthetic
    ? html`<p class="warn"><strong>Synthetic records.</strong> Made by a program; nothing here is about real people.</p>`
    : nothing
}
