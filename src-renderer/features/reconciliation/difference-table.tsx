import { useMemo } from 'react'
import type { DifferenceView, InstrumentView, ResolutionAction } from '../../../src-contract/index.ts'
import { useConnection, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Badge,
  type BadgeTone,
  Button,
  type DataColumn,
  DataTable,
  EmptyState,
  type TableView,
} from '../../ui/index.ts'
import { SystemAge } from '../tables/index.ts'
import { saysMuch, sideText } from './side-text.ts'
import { subjectText } from './subject-text.ts'

type Words = ReturnType<typeof useWords<'reconciliation'>>

export interface DifferenceTableProps {
  /** Undefined while they are loading. */
  readonly differences: readonly DifferenceView[] | undefined
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
  readonly onSelect: (instrumentId: string) => void
  readonly onResolve: (difference: DifferenceView, action: ResolutionAction) => void
}

/** What the two sides say differently, and what can be done about each. */
export function DifferenceTable({ differences, table, onTableChange, onSelect, onResolve }: DifferenceTableProps) {
  const t = useWords('reconciliation')
  const instruments = useInstruments().byId
  const connected = useConnection().kind === 'connected'
  const columns = useMemo(
    () => differenceColumns({ t, instruments, connected, onResolve }),
    [t, instruments, connected, onResolve],
  )
  return (
    <DataTable<DifferenceView>
      label={t('tabs.differences')}
      className={connected ? '' : 'table-old'}
      columns={columns}
      rows={differences}
      rowId={({ differenceId }) => differenceId}
      view={table}
      onViewChange={onTableChange}
      onSelect={({ instrumentId }) => {
        if (instrumentId !== null) onSelect(instrumentId)
      }}
      rowClass={({ state }) => (state === 'open' ? undefined : 'row-stale')}
      detailOf={causeOf}
      empty={<EmptyState title={t('empty.differences.title')}>{t('empty.differences.text')}</EmptyState>}
    />
  )
}

/** Age and cause of what is open, and what the columns have no room for, in a line under it. */
function Cause({ difference }: { readonly difference: DifferenceView }) {
  const t = useWords('reconciliation')
  const { ledger, venue, cause, firstSeenMs } = difference
  return (
    <span>
      <SystemAge sinceMs={firstSeenMs} /> · {saysMuch(difference) && `${t('sides', { ledger, venue })} `}
      {cause}
    </span>
  )
}

const causeOf = (difference: DifferenceView) =>
  difference.state === 'open' ? <Cause difference={difference} /> : undefined

interface ColumnOptions {
  readonly t: Words
  readonly instruments: ReadonlyMap<string, InstrumentView>
  readonly connected: boolean
  readonly onResolve: DifferenceTableProps['onResolve']
}

const TONES: Readonly<Record<DifferenceView['state'], BadgeTone>> = {
  open: 'danger',
  ignored: 'neutral',
  resolved: 'good',
}

function differenceColumns(options: ColumnOptions): readonly DataColumn<DifferenceView>[] {
  const { t, instruments } = options
  return [
    {
      id: 'item',
      label: t('columns.item'),
      widthPx: 124,
      grow: true,
      rowHead: true,
      cell: (difference) => subjectText(difference, instruments),
      sortValue: (difference) => subjectText(difference, instruments),
    },
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 76,
      cell: ({ state }) => <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>,
      sortValue: ({ state }) => state,
    },
    ...factColumns(options),
    {
      id: 'actions',
      label: t('columns.state'),
      widthPx: 212,
      actions: true,
      cell: (difference) => <Actions difference={difference} {...options} />,
    },
  ]
}

function factColumns({ t, instruments }: ColumnOptions): readonly DataColumn<DifferenceView>[] {
  return [
    {
      id: 'kind',
      label: t('columns.kind'),
      widthPx: 140,
      dropRank: 1,
      cell: ({ kind }) => t(`kinds.${kind}`),
      sortValue: ({ kind }) => kind,
    },
    sideColumn('ledger', { t, instruments }),
    sideColumn('venue', { t, instruments }),
    {
      id: 'since',
      label: t('columns.since'),
      widthPx: 72,
      number: true,
      dropRank: 3,
      cell: ({ firstSeenMs }) => <SystemAge sinceMs={firstSeenMs} />,
      sortValue: ({ firstSeenMs }) => firstSeenMs,
    },
  ]
}

const sideColumn = (
  side: 'ledger' | 'venue',
  { t, instruments }: Pick<ColumnOptions, 't' | 'instruments'>,
): DataColumn<DifferenceView> => ({
  id: side,
  label: t(`columns.${side}`),
  widthPx: 104,
  cell: (difference) => <span title={difference[side]}>{sideText(difference, side, instruments)}</span>,
})

interface ActionsProps extends ColumnOptions {
  readonly difference: DifferenceView
}

/** What can be done; each asks before it does. */
function Actions({ difference, t, instruments, connected, onResolve }: ActionsProps) {
  const { actions, kind, state } = difference
  if (state === 'resolved') return null
  if (actions.length === 0) return <span className="quiet">{t('waiting')}</span>
  const subject = subjectText(difference, instruments)
  return actions.map((action) => (
    <Button
      key={action}
      size="row"
      disabled={!connected}
      title={t(`actionsHelp.${action}`)}
      aria-label={t('actionName', { action: t(`actions.${action}`), kind: t(`kinds.${kind}`), subject })}
      onClick={() => onResolve(difference, action)}
    >
      {t(`actions.${action}`)}…
    </Button>
  ))
}
