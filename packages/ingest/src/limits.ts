/** How much of a file is read before it is refused. */
export interface Limits {
  readonly fileBytes: number
  readonly lineCharacters: number // of one record; its quoted line ends count
  readonly columns: number
  readonly unpackedBytes: number // of an XLSX file
}

export const defaultLimits: Limits = {
  fileBytes: 200 * 1024 * 1024,
  lineCharacters: 1024 * 1024,
  columns: 10_000,
  unpackedBytes: 200 * 1024 * 1024,
}
