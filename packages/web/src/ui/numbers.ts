/** @example percent(0.314) // '31 %' */
export function percent(share: number): string {
  const whole = Math.round(share * 100)
  if (whole === 0 && share > 0) return '<1 %'
  if (whole === 100 && share < 1) return '>99 %'
  return `${whole} %`
}

/** Three decimals, a real minus sign. @example decimal(-0.1234) // '−0.123' */
export function decimal(value: number, digits = 3): string {
  return value.toFixed(digits).replace('-', '−')
}

/** @example counted(1, 'row') // '1 row' */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
