import type { FillView, InstrumentView, OrderView } from '../../src-contract/index.ts'
import { words } from '../i18n/index.ts'
import { formatPrice, formatQuantity, type ToastMessage } from '../ui/index.ts'

type Instruments = ReadonlyMap<string, InstrumentView>

const symbolOf = (instrumentId: string, instruments: Instruments): string =>
  instruments.get(instrumentId)?.symbol ?? instrumentId

/** `hand` and `strategy:ema-cross` in words. */
const ownerText = (owner: string): string =>
  owner === 'hand' ? words('workspace')('announcements.byHand') : owner.replace(/^strategy:/, '')

/** A fill as a message. Parts of an order, and orders that follow each other quickly, fold into one. */
export function announceFill(fill: FillView, instruments: Instruments): ToastMessage {
  const instrument = instruments.get(fill.instrumentId)
  const quantity = instrument === undefined ? fill.quantity : formatQuantity(fill.quantity, instrument.lotSize)
  const price = instrument === undefined ? fill.price : formatPrice(fill.price, instrument.tickSize)
  const symbol = symbolOf(fill.instrumentId, instruments)
  const key = fill.side === 'buy' ? 'announcements.bought' : 'announcements.sold'
  return {
    kind: 'success',
    title: words('workspace')(key, { symbol, quantity, price }),
    text: ownerText(fill.owner),
    fold: `fill:${fill.instrumentId}:${fill.side}:${fill.owner}`,
  }
}

/** An order that came to a bad end, as a message; undefined for every other order. */
export function announceOrder(order: OrderView, instruments: Instruments): ToastMessage | undefined {
  if (order.state !== 'rejected') return undefined
  const t = words('workspace')
  const key = order.side === 'buy' ? 'announcements.rejectedBuy' : 'announcements.rejectedSell'
  return {
    kind: 'error',
    title: t(key, { symbol: symbolOf(order.instrumentId, instruments) }),
    text: order.reason ?? t('announcements.noReason'),
  }
}
