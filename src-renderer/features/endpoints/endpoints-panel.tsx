import { type ReactNode, useMemo, useState } from 'react'
import { z } from 'zod'
import type { EndpointServiceView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, HeadTools, usePanel, usePanelParams } from '../../panels/index.ts'
import { Badge, Button, ColumnMenu, DataTable, EmptyState, ErrorState, TableView } from '../../ui/index.ts'
import { showConfiguration } from '../configuration/index.ts'
import { endpointColumns } from './endpoint-columns.tsx'
import { type EndpointRow, type EndpointTotals, serviceRow, totalsOf } from './endpoint-rows.ts'
import { EndpointsFooter } from './endpoints-footer.tsx'
import './endpoints.css'
import { FailureLine, HostDetail } from './host-detail.tsx'
import { ServiceDialog } from './service-dialog.tsx'
import { useEndpoints } from './use-endpoints.ts'

/** Outside services with their hosts: how each is, and how requests are spread over them. */
export function EndpointsPanel() {
  const t = useWords('endpoints')
  const { visible } = usePanel()
  const { value: services, fault } = useEndpoints(visible)
  if (!visible) return null
  if (fault !== undefined && services === undefined) {
    return (
      <ErrorState title={t('refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  return <Endpoints services={services} />
}

const Params = z.object({ table: TableView })

function Endpoints({ services }: { readonly services: readonly EndpointServiceView[] | undefined }) {
  const t = useWords('endpoints')
  const connected = useConnection().kind === 'connected'
  const [{ table }, setParams] = usePanelParams(Params)
  const [chosen, setChosen] = useState<string>()
  const [edited, setEdited] = useState<string>()
  const columns = useMemo(() => endpointColumns({ t, connected, onEdit: setEdited }), [t, connected])
  const rows = useMemo(() => services?.map(serviceRow), [services])
  const totals = totalsOf(services ?? [])
  const setView = (view: TableView): void => setParams({ table: view })
  const handleSelect = ({ kind, rowId }: EndpointRow): void => {
    if (kind === 'service') setView({ ...table, collapsed: toggled(table.collapsed, rowId) })
    else setChosen(rowId === chosen ? undefined : rowId)
  }
  return (
    <>
      <DataTable<EndpointRow>
        label={t('title')}
        className={connected ? 'endpoints' : 'endpoints table-old'}
        columns={columns}
        rows={rows}
        rowId={({ rowId }) => rowId}
        childrenOf={(row) => (row.kind === 'service' ? row.hosts : NONE)}
        view={table}
        onViewChange={setView}
        selectedId={chosen}
        onSelect={handleSelect}
        rowClass={({ kind }) => (kind === 'service' ? 'endpoint-service' : undefined)}
        detailOf={(row) => detailOf(row, chosen)}
        empty={<NoServices />}
        footer={<EndpointsFooter totals={totals} />}
      />
      {edited !== undefined && (
        <ServiceDialog
          service={services?.find(({ name }) => name === edited)}
          name={edited}
          onDone={() => setEdited(undefined)}
        />
      )}
      <HeadTools>{connected && <Summary totals={totals} />}</HeadTools>
      <HeadActions>
        <ColumnMenu columns={columns} view={table} onViewChange={setView} />
      </HeadActions>
    </>
  )
}

/** All that is known of the chosen host; of others that are left out, why. */
function detailOf(row: EndpointRow, chosen: string | undefined): ReactNode {
  if (row.kind === 'service') return undefined
  if (row.rowId === chosen) return <HostDetail row={row} />
  return row.host.state === 'available' || row.host.lastFailure === null ? undefined : (
    <FailureLine host={row.host} failure={row.host.lastFailure} />
  )
}

const NONE: readonly EndpointRow[] = []

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]

function NoServices() {
  const t = useWords('endpoints')
  return (
    <EmptyState
      title={t('empty.title')}
      actions={<Button onClick={() => showConfiguration('endpoints.services')}>{t('empty.configure')}</Button>}
    >
      {t('empty.text')}
    </EmptyState>
  )
}

/** Nothing while all is well: the head has little room. */
function Summary({ totals: { out, down } }: { readonly totals: EndpointTotals }) {
  const t = useWords('endpoints')
  if (down > 0) return <Badge tone="danger">{t('summary.down', { count: down })}</Badge>
  return out > 0 ? <Badge tone="warn">{t('summary.out', { count: out })}</Badge> : null
}
