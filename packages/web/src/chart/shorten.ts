/** A label that fits: cut at a word where one ends, with an ellipsis. @example shorten('government officer', 12) // 'government …' */
export function shorten(label: string, most: number): string {
  if (label.length <= most) return label
  const cut = label.slice(0, most - 1)
  const word = cut.lastIndexOf(' ')
  return `${(word > most / 2 ? cut.slice(0, word + 1) : cut).trimEnd()}…`
}
