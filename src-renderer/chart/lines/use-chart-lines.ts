import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useConnection, useEngine, useOrders, usePositions, usePriceAlerts, useQuotes } from '../../client/index.ts'
import type { ChartSession } from '../session/chart-session.ts'
import { exitHasEnded } from './exit-drafts.ts'
import { createLineCommands, type LineCommands } from './line-commands.ts'
import type { LineBounds, LineSide } from './line-price.ts'
import { orderHasEnded } from './order-drafts.ts'
import { type PriceLine, priceLines } from './price-lines.ts'

/** What the pills of a chart work with. It does not change with the lines themselves. */
export interface ChartLines {
  readonly instrument: InstrumentView
  readonly session: ChartSession | undefined
  readonly commands: LineCommands
  /** Nothing can be sent now. */
  readonly disabled: boolean
  /** Where a line of that side may lie now; undefined while no price is known. */
  readonly boundsOf: (side: LineSide) => LineBounds | undefined
}

export function useChartLines(session: ChartSession | undefined, instrument: InstrumentView): ChartLines {
  const { calls } = useEngine()
  const [commands] = useState(() => createLineCommands(calls))
  const disabled = useConnection().kind !== 'connected'
  const boundsOf = useLineBounds(session, instrument)
  useEffect(
    () => () => {
      commands.exits.dispose()
      commands.orders.dispose()
    },
    [commands],
  )
  return useMemo(
    () => ({ instrument, session, commands, disabled, boundsOf }),
    [instrument, session, commands, disabled, boundsOf],
  )
}

/** Lines of the instrument as they stand, also given to the chart. Renders the caller with each order and position. */
export function usePriceLines({ session, instrument, commands }: ChartLines): readonly PriceLine[] {
  const positions = usePositions().list
  const orders = useOrders().list
  const alerts = usePriceAlerts().list
  const exitDrafts = useStore(commands.exits.store, (state) => state.drafts)
  const orderDrafts = useStore(commands.orders.store, (state) => state.drafts)
  const { instrumentId } = instrument
  const lines = useMemo(
    () => priceLines(instrumentId, { positions, orders, alerts, exitDrafts, orderDrafts }),
    [instrumentId, positions, orders, alerts, exitDrafts, orderDrafts],
  )
  useEffect(() => session?.setLines(lines), [session, lines])
  useEffect(() => commands.exits.settle(exitHasEnded(positions)), [commands, positions])
  useEffect(() => commands.orders.settle(orderHasEnded(orders)), [commands, orders])
  return lines
}

function useLineBounds(session: ChartSession | undefined, instrument: InstrumentView): ChartLines['boundsOf'] {
  const quotes = useQuotes()
  const { instrumentId, tickSize } = instrument
  return useCallback(
    (side) => {
      const referencePrice = quotes.get(instrumentId)?.last ?? session?.bars.at(-1)?.close
      return referencePrice === undefined ? undefined : { side, tickSize, referencePrice }
    },
    [quotes, session, instrumentId, tickSize],
  )
}
