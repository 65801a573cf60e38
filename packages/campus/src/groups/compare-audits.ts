import { CampusError } from '../errors.ts'
import type { GroupAudit } from './audit-groups.ts'
import type { GroupFigures } from './group-figures.ts'

/** Two audits of the same rows side by side, for example without and with protected columns as inputs. */
export interface AuditComparison {
  readonly names: readonly string[] // two
  readonly lines: readonly {
    readonly title?: string // absent: everyone
    readonly group: string
    readonly first: GroupFigures
    readonly second: GroupFigures
  }[]
}

/**
 * @param audits both from one call of `auditForecasts`
 * @throws CampusError `mixed_datasets` where they are not of the same rows, or do not hide the same groups
 */
export function compareAudits(audits: readonly [GroupAudit, GroupAudit], names: readonly [string, string]): AuditComparison {
  const [a, b] = audits
  const same = a.list.length === b.list.length && a.all.n === b.all.n && JSON.stringify(shown(a)) === JSON.stringify(shown(b))
  if (!same)
    throw new CampusError(
      'mixed_datasets',
      'These two audits are of different rows or list lengths, or hide different groups: side by side they could give away what each hides. Make both in one call.',
    )
  const groups = a.traits.flatMap((trait, t) =>
    trait.groups.flatMap(({ label, figures }, g) => {
      const other = b.traits[t]!.groups[g]!.figures
      return figures && other ? [{ title: trait.title, group: label, first: figures, second: other }] : []
    }),
  )
  return { names, lines: [{ group: 'everyone', first: a.all, second: b.all }, ...groups] }
}

/** What is shown, and the counts that no forecast changes. */
function shown({ traits, intersections }: GroupAudit) {
  return [
    traits.map(t => [t.column, t.groups.map(g => [g.label, g.figures?.n, g.figures?.positives])]),
    intersections.map(i => [i.columns, i.cells.map(c => [c.labels, c.figures?.n])]),
  ]
}
