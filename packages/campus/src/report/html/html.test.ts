import { expect, it } from 'vitest'
import { html } from './html.ts'

it('escapes what came from data', () => {
  expect(html`<p title="${'"><script>'}">${'a & b'}</p>`.html).toBe('<p title="&#34;&#62;&#60;script&#62;">a &#38; b</p>')
})

it('keeps what is HTML already', () => {
  expect(html`<ul>${['<a>', 'b'].map(x => html`<li>${x}</li>`)}</ul>`.html).toBe('<ul><li>&#60;a&#62;</li><li>b</li></ul>')
})
