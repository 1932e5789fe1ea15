import type { FillView, InstrumentView, OrderView } from '../../src-contract/index.ts'
import { formatPrice, formatQuantity, type ToastMessage } from '../ui/index.ts'

type Instruments = ReadonlyMap<string, InstrumentView>

const symbolOf = (instrumentId: string, instruments: Instruments): string =>
  instruments.get(instrumentId)?.symbol ?? instrumentId

/** `hand` and `strategy:ema-cross` in words. */
const ownerText = (owner: string): string => (owner === 'hand' ? 'by hand' : owner.replace(/^strategy:/, ''))

/** A fill as a message. */
export function announceFill(fill: FillView, instruments: Instruments): ToastMessage {
  const instrument = instruments.get(fill.instrumentId)
  const quantity = instrument === undefined ? fill.quantity : formatQuantity(fill.quantity, instrument.lotSize)
  const price = instrument === undefined ? fill.price : formatPrice(fill.price, instrument.tickSize)
  return {
    kind: 'success',
    title: `${symbolOf(fill.instrumentId, instruments)} ${fill.side === 'buy' ? 'bought' : 'sold'} ${quantity} at ${price}`,
    text: ownerText(fill.owner),
  }
}

/** An order that came to a bad end, as a message; undefined for every other order. */
export function announceOrder(order: OrderView, instruments: Instruments): ToastMessage | undefined {
  if (order.state !== 'rejected') return undefined
  return {
    kind: 'error',
    title: `${symbolOf(order.instrumentId, instruments)} ${order.side} rejected by the venue`,
    text: order.reason ?? 'No reason was given.',
  }
}

/** Items of `after` that are not, or not in the same state, in `before`: what has happened since. */
export function newItems<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const known = new Set(before.map(keyOf))
  return after.filter((item) => !known.has(keyOf(item)))
}
