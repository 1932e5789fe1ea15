import { useEffect, useRef } from 'react'
import { type KeyedState, useFills, useInstruments, useOrders } from '../client/index.ts'
import { showToast } from '../ui/index.ts'
import { announceFill, announceOrder, newItems } from './announcements.ts'

/** Says fills and rejected orders as toasts, which a screen reader reads out. What was there at the start is not news. */
export function Announcer() {
  const { byId: instruments } = useInstruments()
  useNews(
    useFills(),
    (fill) => fill.fillId,
    (fill) => showToast(announceFill(fill, instruments)),
  )
  useNews(
    useOrders(),
    (order) => `${order.orderId} ${order.state}`,
    (order) => {
      const message = announceOrder(order, instruments)
      if (message !== undefined) showToast(message)
    },
  )
  return null
}

function useNews<Item>(state: KeyedState<Item>, keyOf: (item: Item) => string, tell: (item: Item) => void): void {
  const before = useRef<KeyedState<Item> | undefined>(undefined)
  useEffect(() => {
    if (before.current === state) return
    const news = before.current?.loaded === true ? newItems(before.current.list, state.list, keyOf) : []
    before.current = state
    for (const item of news) tell(item)
  })
}
