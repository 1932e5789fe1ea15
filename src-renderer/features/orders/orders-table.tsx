import { z } from 'zod'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useInstruments, useOrders } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, HeadTools, usePanel } from '../../panels/index.ts'
import { isOpenOrder } from '../../trading/index.ts'
import { ColumnMenu, DataTable, EmptyState, Segmented } from '../../ui/index.ts'
import {
  ExportButton,
  exportTable,
  InstrumentFilter,
  NothingHere,
  ofInstrument,
  TableParams,
  useTableParams,
  useTableScope,
  WaysToFill,
} from '../tables/index.ts'
import { AmendProvider } from './amend-context.tsx'
import { CancelAll } from './cancel-all.tsx'
import { CancelProvider } from './cancel-context.tsx'
import { useOrderColumns } from './order-columns.tsx'
import { hasNote, OrderNote } from './order-note.tsx'
import './orders.css'
import { OrdersFooter } from './orders-footer.tsx'

const OrdersParams = TableParams.extend({ status: z.enum(['open', 'all']).catch('open') })

const rowClass = ({ state }: OrderView): string | undefined => (state === 'unknown' ? 'order-unknown' : undefined)
const orderRowId = ({ orderId }: OrderView): string => orderId

/** Orders, newest first: open ones by default. */
export function OrdersTable() {
  const { visible } = usePanel()
  return visible ? (
    <CancelProvider>
      <AmendProvider>
        <Orders />
      </AmendProvider>
    </CancelProvider>
  ) : null
}

function Orders() {
  const t = useWords('orders')
  const { list, loaded } = useOrders()
  const { params, change, view, onViewChange } = useTableParams(OrdersParams)
  const scope = useTableScope(params)
  const columns = useOrderColumns()
  const instruments = useInstruments().byId
  const ofStatus = params.status === 'open' ? list.filter(isOpenOrder) : list
  const rows = ofInstrument(ofStatus, scope.only)
  const showAll = (): void => change({ onlyInstrument: false })
  return (
    <>
      <HeadTools>
        <StatusFilter status={params.status} onChange={(status) => change({ status })} />
      </HeadTools>
      <HeadActions>
        <CancelAll orders={rows} instrumentId={scope.only} />
        <InstrumentFilter on={params.onlyInstrument} onChange={(onlyInstrument) => change({ onlyInstrument })} />
        <ColumnMenu columns={columns} view={view} onViewChange={onViewChange} />
        <ExportButton
          name="orders"
          kind="orders"
          disabled={rows.length === 0}
          table={() => exportTable(rows, columns, view)}
        />
      </HeadActions>
      <DataTable
        label={t(params.status)}
        className={scope.className}
        columns={columns}
        rows={loaded ? rows : undefined}
        rowId={orderRowId}
        reusesRows
        view={view}
        onViewChange={onViewChange}
        onSelect={({ instrumentId }) => scope.select(instrumentId)}
        rowClass={rowClass}
        detailOf={notesOf(instruments)}
        empty={
          ofStatus.length > 0 ? (
            <NothingHere instrumentId={scope.only} onShowAll={showAll} />
          ) : (
            <EmptyState title={t(`empty.${params.status}`)} actions={<WaysToFill />}>
              {t('empty.text')}
            </EmptyState>
          )
        }
        footer={<OrdersFooter orders={rows} />}
      />
    </>
  )
}

/** Only an order about which there is more to say has a line under it. */
function notesOf(instruments: ReadonlyMap<string, InstrumentView>) {
  return (order: OrderView) =>
    hasNote(order) ? <OrderNote order={order} instrument={instruments.get(order.instrumentId)} /> : undefined
}

type Status = z.infer<typeof OrdersParams>['status']

function StatusFilter({ status, onChange }: { readonly status: Status; readonly onChange: (status: Status) => void }) {
  const t = useWords('orders')
  return (
    <Segmented
      small
      label={t('filter.label')}
      value={status}
      options={[
        { value: 'open', label: t('filter.open') },
        { value: 'all', label: t('filter.all') },
      ]}
      onValueChange={onChange}
    />
  )
}
