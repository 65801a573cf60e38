import type { ReasonAnswer } from '@headway/contract'
import { type ReasonKind, type SpokenReason, spokenReasons } from './reasons-in-words.ts'

const headings = {
  'can still change': { title: 'What can still change', none: 'Nothing that can still change weighs in this forecast.' },
  background: { title: 'Background', none: 'No background weighs in this forecast.' },
  unknown: { title: 'Not known', none: '' },
} as const

/** The reasons in three lists; never a cause, only what the model took into account. */
export function Reasons({ reasons, outcome }: { reasons: readonly ReasonAnswer[]; outcome: string }) {
  const groups = spokenReasons(reasons, outcome)
  return (
    <div className="reasons">
      <h3>What the model went by</h3>
      {(Object.keys(headings) as ReasonKind[]).map(kind =>
        groups[kind].length > 0 || headings[kind].none ? (
          <section key={kind} aria-label={headings[kind].title}>
            <h4>{headings[kind].title}</h4>
            {groups[kind].length > 0 ? <ReasonList reasons={groups[kind]} /> : <p className="soft">{headings[kind].none}</p>}
          </section>
        ) : null,
      )}
      <p className="fine soft">
        These went together with outcomes in past records. They do not show what would happen if one of them changed.
      </p>
    </div>
  )
}

const SHOWN = 4

function ReasonList({ reasons }: { reasons: readonly SpokenReason[] }) {
  const rest = reasons.slice(SHOWN)
  return (
    <>
      <ul>{reasons.slice(0, SHOWN).map(line)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} lighter ones</summary>
          <ul>{rest.map(line)}</ul>
        </details>
      )}
    </>
  )
}

function line(reason: SpokenReason) {
  return (
    <li key={reason.column} data-towards={reason.towards}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect x={reason.towards === 'up' ? 50 : 50 - reason.weight * 50} width={reason.weight * 50} height="6" />
        <line x1="50" x2="50" y1="0" y2="6" vectorEffect="non-scaling-stroke" />
      </svg>
      <span>
        <b>{reason.what}</b> <span className="soft">{reason.says}</span>
      </span>
    </li>
  )
}
