import { useMemo, useState } from 'react'
import type {
  InstrumentReconciliation,
  InstrumentView,
  QuarantineView,
  ReconciliationView,
} from '../../../src-contract/index.ts'
import { useConnection, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, type DataColumn, DataTable, EmptyState, INITIAL_TABLE_VIEW, type TableView } from '../../ui/index.ts'
import { SessionAge } from '../tables/index.ts'
import { ReleaseDialog } from './release-dialog.tsx'
import { symbolOf } from './subject-text.ts'

type Words = ReturnType<typeof useWords<'reconciliation'>>

/** An instrument on which nothing may be opened. */
export interface Quarantined {
  readonly instrumentId: string
  readonly quarantine: QuarantineView
}

export const quarantinedOf = (instruments: readonly InstrumentReconciliation[]): readonly Quarantined[] =>
  instruments.flatMap(({ instrumentId, quarantine }) => (quarantine === null ? [] : [{ instrumentId, quarantine }]))

export interface QuarantineTableProps {
  /** Undefined while it is loading. */
  readonly view: ReconciliationView | undefined
  readonly onSelect: (instrumentId: string) => void
}

/** Instruments in quarantine, why, and the way out. */
export function QuarantineTable({ view, onSelect }: QuarantineTableProps) {
  const t = useWords('reconciliation')
  const instruments = useInstruments().byId
  const connected = useConnection().kind === 'connected'
  const [table, setTable] = useState<TableView>(INITIAL_TABLE_VIEW)
  const [asked, setAsked] = useState<Quarantined>()
  const columns = useMemo(
    () => quarantineColumns({ t, instruments, connected, onRelease: setAsked }),
    [t, instruments, connected],
  )
  return (
    <>
      <DataTable<Quarantined>
        label={t('tabs.quarantine')}
        className={connected ? '' : 'table-old'}
        columns={columns}
        rows={view && quarantinedOf(view.instruments)}
        rowId={({ instrumentId }) => instrumentId}
        view={table}
        onViewChange={setTable}
        onSelect={({ instrumentId }) => onSelect(instrumentId)}
        empty={<EmptyState title={t('empty.quarantine.title')}>{t('empty.quarantine.text')}</EmptyState>}
      />
      {asked !== undefined && view !== undefined && (
        <ReleaseDialog quarantined={asked} view={view} onDone={() => setAsked(undefined)} />
      )}
    </>
  )
}

interface ColumnOptions {
  readonly t: Words
  readonly instruments: ReadonlyMap<string, InstrumentView>
  readonly connected: boolean
  readonly onRelease: (quarantined: Quarantined) => void
}

function quarantineColumns({
  t,
  instruments,
  connected,
  onRelease,
}: ColumnOptions): readonly DataColumn<Quarantined>[] {
  return [
    {
      id: 'item',
      label: t('columns.item'),
      widthPx: 110,
      rowHead: true,
      cell: ({ instrumentId }) => symbolOf(instrumentId, instruments),
      sortValue: ({ instrumentId }) => symbolOf(instrumentId, instruments),
    },
    {
      id: 'since',
      label: t('columns.since'),
      widthPx: 72,
      number: true,
      cell: ({ quarantine }) => <SessionAge sinceMs={quarantine.sinceMs} />,
      sortValue: ({ quarantine }) => quarantine.sinceMs,
    },
    {
      id: 'reason',
      label: t('release.because'),
      widthPx: 220,
      grow: true,
      cell: ({ quarantine }) => <span title={quarantine.reason}>{quarantine.reason}</span>,
    },
    {
      id: 'release',
      label: t('release.button'),
      widthPx: 96,
      actions: true,
      cell: (row) => (
        <Button
          size="row"
          disabled={!connected}
          aria-label={t('release.name', { symbol: symbolOf(row.instrumentId, instruments) })}
          onClick={() => onRelease(row)}
        >
          {t('release.button')}…
        </Button>
      ),
    },
  ]
}
