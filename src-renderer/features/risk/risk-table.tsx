import { useCallback, useMemo, useState } from 'react'
import type { GuardView, LimitMeter } from '../../../src-contract/index.ts'
import { useConnection, useInstruments, type Watched, type WatchedLimits } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ownerText } from '../../trading/index.ts'
import { DataTable, EmptyState, ErrorState, Note, type TableView } from '../../ui/index.ts'
import { RearmDialog } from './rearm-dialog.tsx'
import { riskColumns } from './risk-columns.tsx'
import { type RiskRow, riskRows } from './risk-rows.ts'

export interface RiskTableProps {
  readonly guards: Watched<readonly GuardView[]>
  readonly limits: Pick<WatchedLimits, 'loaded' | 'list' | 'fault'>
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
}

/** Every guard and every limit with its value against its bound; what holds something back first. */
export function RiskTable({ guards, limits, table, onTableChange }: RiskTableProps) {
  const t = useWords('risk')
  const connected = useConnection().kind === 'connected'
  const targetOf = useTargetText()
  const [asked, setAsked] = useState<RiskRow>()
  const columns = useMemo(() => riskColumns({ t, connected, targetOf, onRearm: setAsked }), [t, connected, targetOf])
  const rows = useRows(guards, limits)
  const fault = guards.fault ?? limits.fault
  if (fault !== undefined && rows === undefined) {
    return (
      <ErrorState title={t('refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  return (
    <>
      {fault !== undefined && (
        <Note kind="warn" title={t('refused')}>
          {fault.message}
        </Note>
      )}
      <DataTable<RiskRow>
        label={t('title')}
        className={connected ? '' : 'table-old'}
        columns={columns}
        rows={rows}
        rowId={({ rowId }) => rowId}
        view={table}
        onViewChange={onTableChange}
        detailOf={({ state, message }) => (state === 'tripped' && message !== '' ? message : undefined)}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
      />
      {asked?.guard !== undefined && (
        <RearmDialog
          guard={asked.guard}
          current={rows?.find(({ rowId }) => rowId === asked.rowId)?.guard}
          target={targetOf(asked)}
          onDone={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

/** Undefined until both are known, or one is and the other is refused. */
function useRows(
  { value, fault }: Watched<readonly GuardView[]>,
  { loaded, list, fault: limitFault }: RiskTableProps['limits'],
): readonly RiskRow[] | undefined {
  return useMemo(() => {
    const guards = value ?? (fault === undefined ? undefined : NO_GUARDS)
    const limits = loaded ? list : limitFault === undefined ? undefined : NO_LIMITS
    if (guards === undefined || limits === undefined) return undefined
    if (value === undefined && !loaded) return undefined
    return riskRows(guards, limits)
  }, [value, fault, loaded, list, limitFault])
}

const NO_GUARDS: readonly GuardView[] = []
const NO_LIMITS: readonly LimitMeter[] = []

/** What a rule watches: the account, an instrument by its symbol, an owner by name. */
function useTargetText(): (row: Pick<RiskRow, 'scope' | 'target'>) => string {
  const t = useWords('risk')
  const instruments = useInstruments().byId
  return useCallback(
    ({ scope, target }) => {
      if (target === null) return t('account')
      return scope === 'instrument' ? (instruments.get(target)?.symbol ?? target) : ownerText(target)
    },
    [t, instruments],
  )
}
