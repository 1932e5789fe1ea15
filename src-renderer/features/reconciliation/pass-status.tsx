import type { ReconciliationView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { openPanel } from '../../panels/index.ts'
import { Button, formatAge, Note } from '../../ui/index.ts'
import { useSystemAge } from '../tables/index.ts'
import { useAskVenue } from './use-reconciliation.ts'

export interface PassProps {
  readonly view: ReconciliationView
}

/** When the venue was asked last, and what asks it now. */
export function PassTools({ view }: PassProps) {
  const t = useWords('reconciliation')
  const connected = useConnection().kind === 'connected'
  const { ask, busy } = useAskVenue()
  const isAsking = busy || view.running
  return (
    <>
      <span className="reconciliation-pass">
        {view.lastPassMs === null ? t('never') : <LastPass lastPassMs={view.lastPassMs} periodMs={view.periodMs} />}
      </span>
      <Button size="small" disabled={!connected || isAsking} aria-busy={isAsking} onClick={ask}>
        {isAsking ? t('asking') : t('askNow')}
      </Button>
    </>
  )
}

function LastPass({ lastPassMs, periodMs }: { readonly lastPassMs: number; readonly periodMs: number | null }) {
  const t = useWords('reconciliation')
  const age = useSystemAge(lastPassMs)
  return periodMs === null ? t('lastPass', { age }) : t('lastPassEvery', { age, period: formatAge(periodMs) })
}

/** What stands in the way of a comparison, over the tables. */
export function PassNotes({ view: { lastFault, unknownOrders } }: PassProps) {
  const t = useWords('reconciliation')
  return (
    <>
      {lastFault !== null && <FaultNote fault={lastFault} />}
      {unknownOrders > 0 && (
        <Note
          kind="denied"
          title={t('unknown.title', { count: unknownOrders })}
          action={
            <Button size="small" onClick={() => openPanel('orders')}>
              {t('unknown.show')}
            </Button>
          }
        >
          {t('unknown.text')}
        </Note>
      )}
    </>
  )
}

function FaultNote({ fault: { text, sinceMs } }: { readonly fault: NonNullable<ReconciliationView['lastFault']> }) {
  const t = useWords('reconciliation')
  return (
    <Note kind="stale" title={t('fault.title', { age: useSystemAge(sinceMs) })}>
      {t('fault.text', { text })}
    </Note>
  )
}
