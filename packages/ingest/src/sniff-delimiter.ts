import { splitRecords } from './split-records.ts'

const CANDIDATES = [',', ';', '\t', '|'] as const
const RECORDS = 30

/**
 * The delimiter that takes the first records apart most evenly: most of them into as many cells as the header; of those that do
 * so equally, the one that makes more cells; a comma where nothing does.
 *
 * @param start the beginning of the file, perhaps cut off within a record
 */
export async function sniffDelimiter(start: string): Promise<string> {
  let best = { delimiter: ',', even: 0, cells: 1 }
  for (const delimiter of CANDIDATES) {
    const records = await firstRecords(start, delimiter)
    const cells = records[0] ?? 1
    const even = records.filter(n => n === cells).length / Math.max(1, records.length)
    if (cells > 1 && (even > best.even || (even === best.even && cells > best.cells))) best = { delimiter, even, cells }
  }
  return best.delimiter
}

/** Cells per record, without blank lines and what the cut leaves unfinished. */
async function firstRecords(start: string, delimiter: string): Promise<number[]> {
  const counts: number[] = []
  try {
    for await (const records of splitRecords([start], { file: '', delimiter, lineCharacters: Infinity })) {
      counts.push(...records.filter(r => r.text.trim() !== '').map(r => r.cells))
    }
  } catch {
    // an unclosed quote at the cut: what came before it counts
  }
  return counts.length > 1 ? counts.slice(0, Math.min(RECORDS, counts.length)) : counts
}
