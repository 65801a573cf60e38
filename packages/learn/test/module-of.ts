import { encodeBase64 } from '../src/bundle/base64.ts'

export interface Written {
  readonly columns: readonly string[]
  readonly classes?: readonly string[]
  readonly forecast: (row: object) => number | number[]
}

/** The module that `writeJavaScript` wrote. */
export function moduleOf(text: string): Promise<Written> {
  return import(/* @vite-ignore */ `data:text/javascript;base64,${encodeBase64(new TextEncoder().encode(text))}`)
}
