import { useEffect } from 'react'
import { useStores } from '../client/index.ts'
import { showToast } from '../ui/index.ts'
import { announceFill, announceOrder } from './announcements.ts'

/**
 * Says fills and rejected orders as toasts, which a screen reader reads out. What was there at the start is not news.
 * It hears each of them: tables may leave out what lasts for a moment, this may not.
 */
export function Announcer() {
  const { fills, orders, instruments } = useStores()
  useEffect(() => {
    const known = () => instruments.getState().byId
    const ends = [
      fills.subscribeToEach((fill, before) => {
        if (before === undefined) showToast(announceFill(fill, known()))
      }),
      orders.subscribeToEach((order, before) => {
        const message = before?.state === order.state ? undefined : announceOrder(order, known())
        if (message !== undefined) showToast(message)
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [fills, orders, instruments])
  return null
}
