import { Pencil } from 'lucide-react'
import { type DataColumn, formatAge, IconButton, NOT_APPLICABLE, StateShape, useNowMs } from '../../ui/index.ts'
import { countHosts, type EndpointRow, type HostRow, rowShape, rowTone, type ServiceRow } from './endpoint-rows.ts'
import { breakerText, type EndpointWords, usesWeights } from './endpoint-words.ts'

export interface ColumnOptions {
  readonly t: EndpointWords
  /** False without a connection: what is shown is old. */
  readonly connected: boolean
  readonly onEdit: (name: string) => void
}

type Column = DataColumn<EndpointRow>

/** Columns of the tree; what a narrow panel has no room for stands in the details of a host. */
export function endpointColumns(options: ColumnOptions): readonly Column[] {
  const { t, connected } = options
  return [
    {
      id: 'name',
      label: t('columns.name'),
      widthPx: 150,
      grow: true,
      rowHead: true,
      cell: (row) => <Name row={row} {...options} />,
    },
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 84,
      cell: (row) => (row.kind === 'service' ? <Share row={row} t={t} /> : <State row={row} t={t} />),
      tone: (row) => (connected ? rowTone(row) : ''),
    },
    ...measureColumns(t),
    ...failureColumns(t),
    {
      id: 'actions',
      label: t('columns.actions'),
      widthPx: 32,
      actions: true,
      cell: (row) => (row.kind === 'service' ? <EditButton row={row} {...options} /> : null),
    },
  ]
}

function measureColumns(t: EndpointWords): readonly Column[] {
  return [
    {
      id: 'address',
      label: t('columns.address'),
      widthPx: 190,
      dropRank: 5,
      tone: () => 'quiet',
      cell: (row) => (row.kind === 'service' ? null : <span title={row.host.address}>{row.host.address}</span>),
    },
    {
      id: 'strategy',
      label: t('columns.strategy'),
      widthPx: 132,
      dropRank: 3,
      cell: (row) => <Strategy row={row} t={t} />,
    },
    {
      id: 'responseTime',
      label: t('columns.responseTime'),
      help: t('columns.responseTimeHelp'),
      widthPx: 76,
      number: true,
      dropRank: 1,
      cell: (row) => (row.kind === 'service' ? null : responseText(row)),
      tone: (row) => (row.kind === 'host' && row.host.state !== 'available' ? 'quiet' : ''),
    },
    {
      id: 'connections',
      label: t('columns.connections'),
      help: t('columns.connectionsHelp'),
      widthPx: 72,
      number: true,
      dropRank: 2,
      cell: (row) => connectionsText(row),
    },
  ]
}

function failureColumns(t: EndpointWords): readonly Column[] {
  return [
    {
      id: 'breaker',
      label: t('columns.breaker'),
      help: t('columns.breakerHelp'),
      widthPx: 128,
      dropRank: 4,
      cell: (row) => (row.kind === 'service' ? null : <Breaker row={row} t={t} />),
      tone: breakerTone,
    },
    {
      id: 'kept',
      label: t('columns.kept'),
      help: t('columns.keptHelp'),
      widthPx: 70,
      number: true,
      dropRank: 7,
      cell: (row) => (row.kind === 'service' ? null : keptText(row)),
    },
    {
      id: 'failures',
      label: t('columns.failures'),
      help: t('columns.failuresHelp'),
      widthPx: 68,
      number: true,
      dropRank: 6,
      cell: (row) => (row.kind === 'service' ? null : row.host.failures),
    },
  ]
}

function Name({ row, t, connected }: ColumnOptions & { readonly row: EndpointRow }) {
  const shape = connected ? rowShape(row) : 'unknown'
  const name = row.kind === 'service' ? row.service.name : row.host.name
  return (
    <span className="endpoint-name" title={name}>
      <StateShape shape={shape} />
      <span className="endpoint-word">{name}</span>
      {row.kind === 'service' && <span className="endpoint-kind">{t(`kinds.${row.service.kind}`)}</span>}
    </span>
  )
}

function Share({ row, t }: { readonly row: ServiceRow; readonly t: EndpointWords }) {
  const { available: count, all } = countHosts(row.service)
  return <span title={t('shareHelp', { count, all })}>{t('share', { count, all })}</span>
}

function State({ row, t }: { readonly row: HostRow; readonly t: EndpointWords }) {
  const { state } = row.host
  return <span title={t(`statesLong.${state}`)}>{t(`states.${state}`)}</span>
}

function Strategy({ row, t }: { readonly row: EndpointRow; readonly t: EndpointWords }) {
  const { strategy } = row.service
  if (row.kind === 'service') {
    return <span title={t(`strategiesLong.${strategy}`)}>{t(`strategies.${strategy}`)}</span>
  }
  return usesWeights(strategy) ? <span className="quiet">{t('weight', { weight: row.host.weight })}</span> : null
}

const responseText = ({ host }: HostRow): string =>
  host.responseTimeMs === null ? NOT_APPLICABLE : formatAge(host.responseTimeMs)

const keptText = ({ service, host }: HostRow): string | number => (service.affinity ? host.keptKeys : NOT_APPLICABLE)

function connectionsText(row: EndpointRow): string | number {
  if (row.kind === 'host') return row.host.openConnections
  return `${row.service.openConnections} / ${row.service.maxConnections}`
}

const TICK_MS = 1_000

function Breaker({ row, t }: { readonly row: HostRow; readonly t: EndpointWords }) {
  return breakerText(t, row.host, useNowMs(TICK_MS))
}

function breakerTone(row: EndpointRow): string {
  if (row.kind === 'service' || row.host.breaker === 'closed') return 'quiet'
  return row.host.breaker === 'open' ? 'danger' : 'warn'
}

/** What the engine does not show cannot be written down in the configuration. */
const isEditable = ({ service: { origin, ownSettings } }: ServiceRow): boolean =>
  origin === 'configuration' || (origin === 'engine' && ownSettings !== null)

function EditButton({ row, t, connected, onEdit }: ColumnOptions & { readonly row: ServiceRow }) {
  const { name } = row.service
  return (
    <IconButton
      label={t('edit.button', { name })}
      className="endpoint-edit"
      disabled={!connected || !isEditable(row)}
      onClick={() => onEdit(name)}
    >
      <Pencil size={12} aria-hidden="true" />
    </IconButton>
  )
}
