import { useEffect } from 'react'
import type { FillView, OrderView } from '../../src-contract/index.ts'
import { type KeyedStore, useStores } from '../client/index.ts'
import { showToast } from '../ui/index.ts'
import { announceFill, announceOrder, newItems, type NewsRule } from './announcements.ts'

const FILL_NEWS: NewsRule<FillView> = { keyOf: ({ fillId }) => fillId }
const ORDER_NEWS: NewsRule<OrderView> = {
  keyOf: ({ orderId }) => orderId,
  hasMoved: (known, order) => known.state !== order.state,
}

/**
 * Says fills and rejected orders as toasts, which a screen reader reads out. What was there at the start is not news.
 * It hears each change: tables may leave out what lasts for a moment, this may not.
 */
export function Announcer() {
  const { fills, orders, instruments } = useStores()
  useEffect(() => {
    const known = () => instruments.getState().byId
    const ends = [
      tellNews(fills, FILL_NEWS, (fill) => showToast(announceFill(fill, known()))),
      tellNews(orders, ORDER_NEWS, (order) => {
        const message = announceOrder(order, known())
        if (message !== undefined) showToast(message)
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [fills, orders, instruments])
  return null
}

function tellNews<Item>(store: KeyedStore<Item>, rule: NewsRule<Item>, tell: (item: Item) => void): () => void {
  return store.subscribeToEach((state, before) => {
    const news = before.loaded ? newItems(before.byId, state.list, rule) : []
    for (const item of news) tell(item)
  })
}
