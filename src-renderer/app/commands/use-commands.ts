import { useMemo } from 'react'
import { useConnection, useEngine, useInstruments, useOrders, usePositions } from '../../client/index.ts'
import { useLinkGroups } from '../../panels/index.ts'
import { isOpenOrder } from '../../trading/index.ts'
import { usePreferencesSource } from '../preferences/use-preferences.ts'
import { useLayouts } from '../workspace/layouts-context.ts'
import type { CommandContext } from './command-context.ts'

/** What the commands look at now. */
export function useCommandContext(): CommandContext {
  const client = useEngine()
  const connected = useConnection().kind === 'connected'
  const layouts = useLayouts()
  const preferences = usePreferencesSource()
  const instrumentId = useLinkGroups(({ instruments, active }) => instruments[active])
  const { byId } = useInstruments()
  const { list: positions } = usePositions()
  const { list: orders } = useOrders()
  return useMemo(
    () => ({
      client,
      connected,
      layouts,
      preferences,
      instrument: instrumentId === undefined ? undefined : byId.get(instrumentId),
      positions: positions.filter((position) => position.instrumentId === instrumentId),
      orders: orders.filter((order) => order.instrumentId === instrumentId && isOpenOrder(order)),
    }),
    [client, connected, layouts, preferences, instrumentId, byId, positions, orders],
  )
}
