import { IngestError } from './errors.ts'

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly kind: string }[] = [
  { bytes: [0x50, 0x4b], kind: 'zip' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'old Excel' },
  { bytes: [0x1f, 0x8b], kind: 'gzip' },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'PDF' },
  { bytes: [0x50, 0x41, 0x52, 0x31], kind: 'Parquet' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'PNG' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], kind: 'zstd' },
]

/**
 * What a file is by its first bytes, whatever its name says: a zip (perhaps a workbook) or text.
 *
 * @throws IngestError `old_excel_file`, `binary_file`
 */
export function fileKind(name: string, head: Uint8Array): 'zip' | 'text' {
  const kind = SIGNATURES.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte))?.kind
  if (kind === undefined) return 'text'
  if (kind === 'zip') return 'zip'
  if (kind === 'old Excel') {
    throw new IngestError(
      'old_excel_file',
      name,
      'an old Excel file (.xls) or another Office file; a CSV or XLSX file is expected. Open it and save it as .xlsx or .csv.',
    )
  }
  throw new IngestError(
    'binary_file',
    name,
    `a ${kind} file by its first bytes; a CSV or XLSX file is expected. Export the table as CSV (UTF-8).`,
  )
}

/** @throws IngestError `html_file` when the text begins as a web page does */
export function checkNotHtml(name: string, start: string): void {
  if (!/^\s*<(!doctype|html|head|body|table|\?xml)\b/i.test(start)) return
  throw new IngestError(
    'html_file',
    name,
    `a web page or XML (it begins with ${JSON.stringify(start.trim().slice(0, 30))}); a CSV or XLSX file is expected. Perhaps a login page was saved: download the table again.`,
  )
}
