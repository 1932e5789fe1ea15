import { useMemo } from 'react'
import { useWords } from '../../i18n/index.ts'
import { classNames } from '../../ui/index.ts'
import { configDiff } from './config-diff.ts'
import type { JsonObject } from './json-value.ts'
import type { DiffLine } from './line-diff.ts'

export interface DiffViewProps {
  /** What it shows the change of; read out, not shown. */
  readonly label: string
  readonly before: JsonObject
  readonly after: JsonObject
}

const MARKS = { same: '', removed: '-', added: '+' } as const

/** How a configuration changes, as lines of its JSON with their numbers on both sides. */
export function DiffView({ label, before, after }: DiffViewProps) {
  const t = useWords('configuration')
  const hunks = useMemo(() => configDiff(before, after), [before, after])
  if (hunks.length === 0) return <p className="diff-none quiet">{t('diff.none')}</p>
  return (
    // A region that scrolls must be reachable by the Tab key.
    <div className="diff" role="region" aria-label={label} tabIndex={0}>
      <table className="diff-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('diff.before')}</th>
            <th scope="col">{t('diff.after')}</th>
            <th scope="col">{t('diff.change')}</th>
            <th scope="col">{t('diff.line')}</th>
          </tr>
        </thead>
        {hunks.map((hunk) => (
          <tbody key={keyOf(hunk[0])}>
            {hunk.map((line) => (
              <tr key={keyOf(line)} className={classNames('diff-line', `diff-${line.kind}`)}>
                <td className="diff-number">{line.kind === 'added' ? '' : line.before}</td>
                <td className="diff-number">{line.kind === 'removed' ? '' : line.after}</td>
                <td className="diff-mark">{MARKS[line.kind]}</td>
                <td className="diff-text">{line.text}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function keyOf(line: DiffLine | undefined): string {
  if (line === undefined) return 'none'
  return line.kind === 'added' ? `+${line.after}` : `${line.kind} ${line.before}`
}
