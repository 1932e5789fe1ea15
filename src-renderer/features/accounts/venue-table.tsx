import { useMemo } from 'react'
import type { VenueView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, type DataColumn, DataTable, ErrorState, type TableView } from '../../ui/index.ts'
import type { AccountWords } from './account-columns.tsx'
import { useVenues } from './use-accounts.ts'

export interface VenueTableProps {
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
}

/** What each venue does by itself, and what the engine does in its place. */
export function VenueTable({ view, onViewChange }: VenueTableProps) {
  const t = useWords('accounts')
  const { value: venues, fault, refresh } = useVenues()
  const columns = useMemo(() => venueColumns(t), [t])
  const failed = (
    <ErrorState title={t('refused')} actions={<Button onClick={refresh}>{t('tryAgain')}</Button>}>
      {fault ?? ''}
    </ErrorState>
  )
  if (venues === undefined && fault !== undefined) return failed
  return (
    <DataTable<VenueView>
      label={t('venues.label')}
      columns={columns}
      rows={venues}
      rowId={({ venueId }) => venueId}
      view={view}
      onViewChange={onViewChange}
      empty={failed}
    />
  )
}

function venueColumns(t: AccountWords): readonly DataColumn<VenueView>[] {
  return [
    {
      id: 'venue',
      label: t('venues.columns.venue'),
      widthPx: 160,
      grow: true,
      rowHead: true,
      cell: ({ label }) => <span title={label}>{label}</span>,
      sortValue: ({ label }) => label,
    },
    {
      id: 'kind',
      label: t('venues.columns.kind'),
      widthPx: 76,
      dropRank: 7,
      cell: ({ kind }) => t(`venues.kinds.${kind}`),
      sortValue: ({ kind }) => kind,
    },
    {
      id: 'environments',
      label: t('venues.columns.environments'),
      widthPx: 96,
      dropRank: 6,
      cell: ({ environments }) => environments.join(', '),
    },
    ...orderColumns(t),
    {
      id: 'polled',
      label: t('venues.columns.polled'),
      help: t('venues.help.polled'),
      widthPx: 110,
      dropRank: 8,
      cell: ({ capabilities }) => <Polled streams={capabilities.streams} t={t} />,
    },
  ]
}

type Capability = Exclude<keyof VenueView['capabilities'], 'orderTypes' | 'timesInForce' | 'streams'>

function orderColumns(t: AccountWords): readonly DataColumn<VenueView>[] {
  return [
    {
      id: 'stops',
      label: t('venues.columns.stops'),
      help: t('venues.help.stops'),
      widthPx: 100,
      cell: ({ capabilities }) => t(capabilities.orderTypes.includes('stop') ? 'venues.atVenue' : 'venues.byEngine'),
    },
    answerColumn('amend', t, { dropRank: 1, help: t('venues.help.amend') }),
    answerColumn('reduceOnly', t, { dropRank: 2 }),
    answerColumn('postOnly', t, { dropRank: 3 }),
    answerColumn('hedgeMode', t, { dropRank: 5 }),
  ]
}

const HEADS = { amend: 'amend', reduceOnly: 'reduceOnly', postOnly: 'postOnly', hedgeMode: 'hedge' } as const

const answerColumn = (
  capability: Capability,
  t: AccountWords,
  more: Pick<DataColumn<VenueView>, 'dropRank' | 'help'>,
): DataColumn<VenueView> => ({
  id: capability,
  label: t(`venues.columns.${HEADS[capability]}`),
  widthPx: 84,
  cell: ({ capabilities }) => t(capabilities[capability] ? 'venues.yes' : 'venues.no'),
  ...more,
})

interface PolledProps {
  readonly streams: VenueView['capabilities']['streams']
  readonly t: AccountWords
}

function Polled({ streams, t }: PolledProps) {
  const polled = Object.entries(streams).flatMap(([stream, way]) => (way === 'polling' ? [stream] : []))
  const text = polled.length === 0 ? t('venues.none') : polled.join(', ')
  return <span title={text}>{text}</span>
}
