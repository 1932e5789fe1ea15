import { TriangleAlert } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { useLimits } from '../../client/index.ts'
import { HeadActions, usePanel } from '../../panels/index.ts'
import { EmptyState, ErrorState, Meter, SkeletonRows, useFormatSettings } from '../../ui/index.ts'
import { isShownHere, limitCounts, type LimitView, limitView } from './limit-view.ts'
import './limits.css'

/** How near the account is to each limit that watches over it, and what happens there. */
export function LimitsPanel() {
  const t = useWords('limits')
  const { visible } = usePanel()
  const { loaded, list, fault } = useLimits(visible)
  useFormatSettings()
  if (fault !== undefined && !loaded) {
    return (
      <ErrorState title={t('refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  if (loaded && list.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
  const views = list.filter(isShownHere).map(limitView)
  return (
    <section className="limits" aria-label={t('title')} tabIndex={0}>
      <HeadActions>{loaded && <LimitsSummary views={views} />}</HeadActions>
      <LimitTable views={views} loaded={loaded} />
    </section>
  )
}

/** Nothing while all is well: the head has little room. */
function LimitsSummary({ views }: { readonly views: readonly LimitView[] }) {
  const t = useWords('limits')
  const { near, over } = limitCounts(views)
  if (near + over === 0) return null
  const text = over > 0 ? t('over', { count: over }) : t('near', { count: near })
  return (
    <span className={`limits-summary ${over > 0 ? 'danger' : 'warn'}`} title={text}>
      <TriangleAlert size={12} role="img" aria-label={text} />
      <span aria-hidden="true">{over > 0 ? over : near}</span>
    </span>
  )
}

const COLUMNS = ['rule', 'used', 'now', 'limit', 'consequence'] as const

function LimitTable({ views, loaded }: { readonly views: readonly LimitView[]; readonly loaded: boolean }) {
  const t = useWords('limits')
  return (
    <table className="limits-table" aria-label={t('title')} aria-busy={!loaded}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={`limits-${column}`}>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {loaded ? (
          views.map((view) => <LimitRow key={view.code} view={view} />)
        ) : (
          <SkeletonRows columns={COLUMNS.map((key) => ({ key }))} />
        )}
      </tbody>
    </table>
  )
}

function LimitRow({ view }: { readonly view: LimitView }) {
  const t = useWords('limits')
  const { label, used, now, limit, tone, action } = view
  return (
    <tr data-tone={tone} title={t(`actionsLong.${action}`)}>
      <th scope="row" className="limits-rule" title={label}>
        {label}
      </th>
      <td className="limits-used">
        <Meter fraction={tone === 'warn' ? Math.min(used, JUST_BELOW) : used} />
        <span className="visually-hidden">{t(`states.${tone}`)}</span>
      </td>
      <td className="limits-now">{now}</td>
      <td className="limits-limit">{limit}</td>
      <td className="limits-consequence">{t(`actions.${action}`)}</td>
    </tr>
  )
}

/** A limit that is reached but still holds is not drawn as broken. */
const JUST_BELOW = 0.999
