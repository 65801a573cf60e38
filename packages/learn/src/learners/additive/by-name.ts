/** Positions in order of name (code units): the order in which curves are learned and added, wherever the columns stand. */
export function byName(columns: readonly { readonly name: string }[]): number[] {
  return columns.map((_, j) => j).sort((a, b) => (columns[a].name < columns[b].name ? -1 : 1))
}
