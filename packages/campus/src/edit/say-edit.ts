import type { CurveEdit } from '@headway/learn'
import type { NamedCurves } from './named-curves.ts'

/** An edit in one sentence: "The curve of Study hours was flattened over bins 3 to 5 by A. Analyst, because few students lie there." */
export function sayEdit(edit: CurveEdit, { classes, titleOf }: NamedCurves): string {
  const label = edit.output === undefined ? undefined : classes[edit.output]
  const curve = `The curve of ${titleOf(edit.column)}${label === undefined ? '' : ` for ${label}`}`
  return `${curve} was ${changed(edit)} by ${oneLine(edit.by)}, because ${oneLine(edit.reason).replace(/\.$/, '')}.`
}

function changed(edit: CurveEdit): string {
  switch (edit.kind) {
    case 'flatten':
      return `flattened over bins ${edit.from} to ${edit.to}`
    case 'smooth':
      return `smoothed over ${edit.window} bins at a time`
    case 'set':
      return `set to ${edit.value} in bin ${edit.bin}`
    default:
      return edit satisfies never
  }
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
