import { Decimal } from 'decimal.js'
import type { InstrumentView, OrderView, PositionView, QuoteView, StatusView } from '../../../src-contract/index.ts'
import type { EngineAccess } from '../../support/engine-access.ts'
import type { VenueSide } from '../../venue/index.ts'
import type { Draw } from '../draw.ts'

/** What a person sees before the next wish: one instrument with a price, and what is open. */
export interface Scene {
  readonly side: VenueSide
  readonly instrument: InstrumentView
  readonly price: number
  /** Of all instruments. */
  readonly orders: readonly OrderView[]
  readonly positions: readonly PositionView[]
  /** Something has halted trading, and waits for a person to look at it. */
  readonly isHalted: boolean
}

/** @returns Undefined while no instrument has a fresh price. */
export async function look(engine: EngineAccess, side: VenueSide, draw: Draw): Promise<Scene | undefined> {
  const [{ instruments }, { quotes }, { orders }, { positions }, { tradingState }] = await Promise.all([
    engine.get<{ instruments: InstrumentView[] }>('/instruments'),
    engine.get<{ quotes: QuoteView[] }>('/quotes'),
    engine.get<{ orders: OrderView[] }>('/orders?status=open&limit=1000'),
    engine.get<{ positions: PositionView[] }>('/positions'),
    engine.get<StatusView>('/status'),
  ])
  const quote = draw.pickIfAny(quotes?.filter(({ stale }) => !stale) ?? [])
  const instrument = instruments?.find(({ instrumentId }) => instrumentId === quote?.instrumentId)
  if (!quote || !instrument) return undefined
  const open = { orders: orders ?? [], positions: positions ?? [] }
  return { side, instrument, price: quote.last, ...open, isHalted: tradingState === 'halted' }
}

/** A price so far above the market (below it with less than 0), on the tick. */
export function priceAt({ instrument, price }: Scene, share: number): string {
  const tick = new Decimal(instrument.tickSize)
  return new Decimal(price * (1 + share)).div(tick).round().mul(tick).toFixed()
}

/** A quantity worth about so much, on the lot. */
export function quantityOf({ instrument, price }: Scene, value: number): string {
  const lot = new Decimal(instrument.lotSize)
  return new Decimal(value).div(price).div(lot).ceil().mul(lot).toFixed()
}
