import type { InstrumentView, OrderView, PositionView } from '../../../src-contract/index.ts'
import type { EngineClient, EngineStores } from '../../client/index.ts'
import { isOpenOrder } from '../../trading/index.ts'
import type { Preferences } from '../preferences/preferences.ts'
import type { Layouts } from '../workspace/layouts.ts'

/** What commands look at and act on, at the moment when one is asked for. */
export interface CommandContext {
  readonly client: EngineClient
  readonly connected: boolean
  readonly layouts: Layouts
  readonly preferences: Preferences
  /** What the panel that was used last looks at. */
  readonly instrument: InstrumentView | undefined
  /** Open positions in it, read anew each time. */
  readonly positions: readonly PositionView[]
  /** Working orders in it, read anew each time. */
  readonly orders: readonly OrderView[]
}

/** A context whose positions and orders are those of the moment when they are asked for. */
export function contextOf(
  known: Omit<CommandContext, 'positions' | 'orders'>,
  { positions, orders }: Pick<EngineStores, 'positions' | 'orders'>,
  instrumentId: string | undefined,
): CommandContext {
  const isOwn = (item: { readonly instrumentId: string }): boolean => item.instrumentId === instrumentId
  return {
    ...known,
    get positions() {
      return positions.getState().list.filter(isOwn)
    },
    get orders() {
      return orders.getState().list.filter((order) => isOwn(order) && isOpenOrder(order))
    },
  }
}
