import { useMemo } from 'react'
import type { ConnectionView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { DataTable, EmptyState, EnvironmentBadge, ErrorState, type TableView } from '../../ui/index.ts'
import { ConnectionFacts } from './connection-facts.tsx'
import './connections.css'
import { streamColumns } from './stream-columns.tsx'
import { type ConnectionRow, countStreams, subjectRows } from './stream-rows.ts'
import { useConnections, useStreams } from './use-connections.ts'

export interface ConnectionsProps {
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
}

/** How the engine is connected to exchanges, and what comes through, also where nothing but prices does. */
export function Connections({ view, onViewChange }: ConnectionsProps) {
  const t = useWords('connections')
  const connected = useConnection().kind === 'connected'
  const { value: connections, fault } = useConnections(true)
  const { value: streams } = useStreams(true)
  const columns = useMemo(() => streamColumns(t), [t])
  const rows = useMemo(() => streams && subjectRows(streams), [streams])
  if (fault !== undefined && connections === undefined) {
    return (
      <ErrorState title={t('refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  return (
    <div className="connections">
      {connections?.map((connection) => (
        <Connection key={connection.name} connection={connection} />
      ))}
      <DataTable<ConnectionRow>
        label={t('title')}
        className={connected ? '' : 'table-old'}
        columns={columns}
        rows={rows}
        rowId={({ rowId }) => rowId}
        childrenOf={(row) => (row.kind === 'subject' ? row.streams : NONE)}
        groupOf={(row) => groupOf(row)}
        view={view}
        onViewChange={onViewChange}
        onSelect={(row) => {
          if (row.kind === 'subject') onViewChange({ ...view, collapsed: toggled(view.collapsed, row.rowId) })
        }}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
        footer={rows && <Footer live={countStreams(rows).live} all={countStreams(rows).all} />}
      />
    </div>
  )
}

const NONE: readonly ConnectionRow[] = []

const groupOf = (row: ConnectionRow) => {
  const name = row.kind === 'subject' ? row.connection : row.stream.connection
  return { id: name, label: name }
}

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]

function Connection({ connection }: { readonly connection: ConnectionView }) {
  const t = useWords('connections')
  const { name, account, venueLabel, environment } = connection
  return (
    <section className="connection" aria-label={t('of', { name })}>
      <h3>
        {name}
        {account !== null && <EnvironmentBadge environment={environment} />}
        <span className="quiet">{t(account === null ? 'pricesOf' : 'tradesAt', { venue: venueLabel })}</span>
      </h3>
      <ConnectionFacts connection={connection} />
    </section>
  )
}

function Footer({ live, all }: { readonly live: number; readonly all: number }) {
  const t = useWords('connections')
  return <span className={live === all ? undefined : 'warn'}>{t('footer', { count: live, all })}</span>
}
