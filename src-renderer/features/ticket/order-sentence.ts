import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import { ensureNever, formatMoney, formatPercent, formatPrice, formatQuantity, UNKNOWN } from '../../ui/index.ts'
import type { DraftedOrders } from './ticket-form.ts'

/**
 * The whole order in words, for the button that sends it: `Buy 0.210 BTC limit 64,336.0`; or both orders of a pair.
 * @param quantities What the risk check made of each size; null while that is not known, then the size is said as asked for.
 */
export function ordersSentence(
  [draft, other]: DraftedOrders,
  instrument: InstrumentView,
  [quantity = null, otherQuantity = null]: readonly (string | null)[],
): string {
  const amount = amountText(draft.size, instrument, quantity)
  const price = priceText(draft, instrument)
  if (other === undefined) return sentenceOf(draft, amount, price)
  const otherPrice = priceText(other, instrument)
  const otherAmount = amountText(other.size, instrument, otherQuantity)
  const t = words('ticket')
  if (draft.side === other.side && amount === otherAmount) {
    return sentenceOf(draft, amount, t('sentence.either', { first: price, other: otherPrice }))
  }
  return t('sentence.either', {
    first: sentenceOf(draft, amount, price),
    other: sentenceOf(other, otherAmount, otherPrice),
  })
}

function sentenceOf({ side, reduceOnly }: OrderDraftInput, amount: string, price: string): string {
  const t = words('ticket')
  return t(reduceOnly === true ? `sentence.${side}Reducing` : `sentence.${side}`, { amount, price })
}

function amountText(size: OrderDraftInput['size'], instrument: InstrumentView, quantity: string | null): string {
  const { base, quote, lotSize } = instrument
  const t = words('ticket')
  if (quantity !== null) return `${formatQuantity(quantity, lotSize)} ${base}`
  switch (size.kind) {
    case 'quantity':
      return `${formatQuantity(size.quantity, lotSize)} ${base}`
    case 'value':
      return t('sentence.forValue', { base, value: `${formatMoney(size.value)} ${quote}` })
    case 'equityFraction':
      return t('sentence.forShare', { base, share: formatPercent(size.fraction) })
    case 'riskToStop':
      return t('sentence.risking', { base, share: formatPercent(size.fraction) })
    case 'volatilityTarget':
      return t('sentence.forVolatility', { base, share: formatPercent(size.fraction) })
    case 'kelly':
      return t('sentence.byKelly', { base })
    default:
      return ensureNever(size, 'kind of size')
  }
}

/** What it waits for, and the price at which it is placed. */
function priceText(draft: OrderDraftInput, { tickSize, quote }: InstrumentView): string {
  const t = words('ticket')
  const { type, limitPrice, triggerPrice, trailing, postOnly } = draft
  const price = (text: string | undefined): string => (text === undefined ? UNKNOWN : formatPrice(text, tickSize))
  const limit = limitPrice === undefined ? '' : t('sentence.limit', { price: price(limitPrice) })
  switch (type) {
    case 'market':
      return t('sentence.atMarket')
    case 'limit':
      return postOnly === true ? t('sentence.postOnly', { limit }) : limit
    case 'stop':
    case 'takeProfit':
      return t(`sentence.${type}`, { price: price(triggerPrice) })
    case 'stopLimit':
      return t('sentence.stopLimit', { price: price(triggerPrice), limit })
    case 'takeProfitLimit':
      return t('sentence.takeProfitLimit', { price: price(triggerPrice), limit })
    case 'trailingStop':
      return t('sentence.trailing', { distance: distanceText(trailing, { tickSize, quote }) })
    default:
      return ensureNever(type, 'type of order')
  }
}

function distanceText(
  trailing: OrderDraftInput['trailing'],
  { tickSize, quote }: Pick<InstrumentView, 'tickSize' | 'quote'>,
): string {
  if (trailing === undefined) return UNKNOWN
  return trailing.kind === 'fraction'
    ? formatPercent(trailing.fraction)
    : `${formatPrice(trailing.distance, tickSize)} ${quote}`
}
