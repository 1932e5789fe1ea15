import { Decimal } from 'decimal.js'
import type { InstrumentView, OrderView, PositionView, QuoteView } from '../../../src-contract/index.ts'
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
}

/** @returns Undefined while no instrument has a fresh price. */
export async function look(engine: EngineAccess, side: VenueSide, draw: Draw): Promise<Scene | undefined> {
  const [{ instruments }, { quotes }, { orders }, { positions }] = await Promise.all([
    engine.get<{ instruments: InstrumentView[] }>('/instruments'),
    engine.get<{ quotes: QuoteView[] }>('/quotes'),
    engine.get<{ orders: OrderView[] }>('/orders?status=open&limit=1000'),
    engine.get<{ positions: PositionView[] }>('/positions'),
  ])
  const quote = draw.pickIfAny(quotes?.filter(({ stale }) => !stale) ?? [])
  const instrument = instruments?.find(({ instrumentId }) => instrumentId === quote?.instrumentId)
  return (
    quote && instrument && { side, instrument, price: quote.last, orders: orders ?? [], positions: positions ?? [] }
  )
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
