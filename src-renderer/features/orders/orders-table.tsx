import { useState } from 'react'
import type { OrderView } from '../../../src-contract/index.ts'
import { HeadActions, useLinkedInstrument } from '../../panels/index.ts'
import { useConnection, useInstruments, useOrders } from '../../client/index.ts'
import { EmptyState, Segmented, SkeletonRows, Table, type TableColumn } from '../../ui/index.ts'
import { isOpenOrder, useWideWindow } from '../../trading/index.ts'
import { CancelAll } from './cancel-all.tsx'
import { OrderRow } from './order-row.tsx'
import './orders.css'
import { useCancelOrder } from './use-cancel-order.ts'

type Filter = 'open' | 'all'

const FILTERS = [
  { value: 'open', label: 'Open' },
  { value: 'all', label: 'All' },
] as const

const columnsFor = (wide: boolean): readonly TableColumn[] => [
  { key: 'instrument', label: 'Instrument' },
  { key: 'state', label: 'State' },
  { key: 'side', label: 'Side' },
  { key: 'detail', label: 'Order' },
  { key: 'price', label: 'Price', number: true },
  { key: 'filled', label: 'Filled', number: true },
  { key: 'average', label: 'Average', number: true },
  { key: 'created', label: 'Created, UTC', number: true },
  { key: 'owner', label: 'Owner' },
  ...(wide ? [{ key: 'reason', label: 'Reason', grow: true }] : []),
  { key: 'actions', label: <span className="visually-hidden">Actions</span>, number: true },
]

/** Orders, newest first: open ones by default. */
export function OrdersTable() {
  const { list, loaded } = useOrders()
  const [filter, setFilter] = useState<Filter>('open')
  const open = list.filter(isOpenOrder)
  const shown = filter === 'open' ? open : list
  const columns = columnsFor(useWideWindow())
  return (
    <>
      <HeadActions>
        <Segmented small label="Which orders" value={filter} options={FILTERS} onValueChange={setFilter} />
        <CancelAll openOrders={open} />
      </HeadActions>
      {loaded && shown.length === 0 ? (
        <NoOrders filter={filter} />
      ) : (
        <Table label={filter === 'open' ? 'Open orders' : 'All orders'} columns={columns}>
          {loaded ? <OrderRows orders={shown} /> : <SkeletonRows columns={columns} />}
        </Table>
      )}
    </>
  )
}

function NoOrders({ filter }: { readonly filter: Filter }) {
  return (
    <EmptyState title={filter === 'open' ? 'No open orders' : 'No orders yet'}>
      Send one from the ticket, or switch on a strategy.
    </EmptyState>
  )
}

function OrderRows({ orders }: { readonly orders: readonly OrderView[] }) {
  const instruments = useInstruments().byId
  const { select } = useLinkedInstrument()
  const wide = useWideWindow()
  const { cancel, busy } = useCancelOrder()
  const connected = useConnection().kind === 'connected'
  return orders.map((order) => (
    <OrderRow
      key={order.orderId}
      order={order}
      instrument={instruments.get(order.instrumentId)}
      wide={wide}
      disabled={!connected || busy.has(order.orderId)}
      onSelect={select}
      onCancel={() => cancel(order.orderId)}
    />
  ))
}
