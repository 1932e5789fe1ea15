import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { ensureNever, formatMoney, formatPercent, formatPrice, formatQuantity } from '../../ui/index.ts'

export const sideWord = (side: OrderDraftInput['side']): string => (side === 'buy' ? 'Buy' : 'Sell')

/**
 * The whole order in words, for the button that sends it: `Buy 0.210 BTC limit 64,336.0`.
 * @param quantity What the risk check made of the size; null while that is not known, then the size is said as asked for.
 */
export function orderSentence(draft: OrderDraftInput, instrument: InstrumentView, quantity: string | null): string {
  const reduceOnly = draft.reduceOnly === true ? ', reduce-only' : ''
  return `${sideWord(draft.side)} ${amountText(draft.size, instrument, quantity)} ${priceText(draft, instrument)}${reduceOnly}`
}

function amountText(size: OrderDraftInput['size'], instrument: InstrumentView, quantity: string | null): string {
  const { base, quote, lotSize } = instrument
  if (quantity !== null) return `${formatQuantity(quantity, lotSize)} ${base}`
  switch (size.kind) {
    case 'quantity':
      return `${formatQuantity(size.quantity, lotSize)} ${base}`
    case 'value':
      return `${base} for ${formatMoney(size.value)} ${quote}`
    case 'equityFraction':
      return `${base} for ${formatPercent(size.fraction)} of equity`
    case 'riskToStop':
      return `${base} risking ${formatPercent(size.fraction)}`
    default:
      return ensureNever(size, 'kind of size')
  }
}

function priceText({ type, limitPrice }: OrderDraftInput, { tickSize }: InstrumentView): string {
  return type === 'market' || limitPrice === undefined ? 'at market' : `limit ${formatPrice(limitPrice, tickSize)}`
}
