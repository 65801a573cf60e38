export interface Written {
  readonly columns: readonly string[]
  readonly classes?: readonly string[]
  readonly forecast: (row: object) => number | number[]
}

/** The module that `writeJavaScript` wrote. */
export function moduleOf(text: string): Promise<Written> {
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}
