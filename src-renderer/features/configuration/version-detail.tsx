import { ArrowRight } from 'lucide-react'
import type { ConfigVersionView, ConfigView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatDayAndClock, zoneName } from '../../ui/index.ts'
import { DiffView } from './diff-view.tsx'
import type { JsonObject } from './json-value.ts'
import { shownValue } from './value-text.ts'

export interface VersionDetailProps {
  readonly version: ConfigVersionView
  readonly current: ConfigView
  /** The whole configuration as this version had it; undefined where versions in between are not loaded. */
  readonly former: JsonObject | undefined
}

/** What a version changed, and what differs between then and now. */
export function VersionDetail({
  version: { version, timeMs, source, differences },
  current,
  former,
}: VersionDetailProps) {
  const t = useWords('configuration')
  const isCurrent = version === current.version
  return (
    <div className="version-detail">
      <p className="quiet">
        {t('history.made', { time: `${formatDayAndClock(timeMs)} ${zoneName()}`, source: t(`sources.${source}`) })}
      </p>
      {differences.length > 0 && (
        <ul className="draft-changes" aria-label={t('history.changed')}>
          {differences.map(({ path, before, after }) => (
            <li key={path} className="draft-change">
              <span className="draft-key mono">{path}</span>
              <span className="draft-values">
                <del className="draft-before">{shownValue(before)}</del>
                <ArrowRight size={12} className="quiet" role="img" aria-label={t('draft.becomes')} />
                <ins className="draft-after">{shownValue(after)}</ins>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!isCurrent && former !== undefined && (
        <>
          <h2 className="version-heading">{t('history.compared', { version })}</h2>
          <DiffView label={t('history.compared', { version })} before={former} after={current.value} />
        </>
      )}
    </div>
  )
}
