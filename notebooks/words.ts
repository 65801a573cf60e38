/** @example percent(0.2414) // '24 %' */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** @example between({ low: 0.1, high: 0.25 }, percent) // '10 % to 25 %' */
export function between({ low, high }: { readonly low: number; readonly high: number }, print: (value: number) => string = two): string {
  return `${print(low)} to ${print(high)}`
}

/** Two decimals, with a real minus sign. */
export function two(value: number): string {
  const text = Math.abs(value).toFixed(2)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}
