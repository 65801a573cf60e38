/** Ids of generated students begin so, and no others: "SYN000001". */
const SYNTHETIC = /^SYN\d{6,}$/

export function syntheticId(number: number): string {
  return `SYN${String(number).padStart(6, '0')}`
}

export function isSyntheticId(text: string): boolean {
  return SYNTHETIC.test(text)
}
