import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
import { ensureNever, formatMoney, formatPercent, formatPrice, formatQuantity } from '../../ui/index.ts'

/**
 * The whole order in words, for the button that sends it: `Buy 0.210 BTC limit 64,336.0`.
 * @param quantity What the risk check made of the size; null while that is not known, then the size is said as asked for.
 */
export function orderSentence(draft: OrderDraftInput, instrument: InstrumentView, quantity: string | null): string {
  const said = { amount: amountText(draft.size, instrument, quantity), price: priceText(draft, instrument) }
  const t = words('ticket')
  return draft.reduceOnly === true ? t(`sentence.${draft.side}Reducing`, said) : t(`sentence.${draft.side}`, said)
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
    default:
      return ensureNever(size, 'kind of size')
  }
}

function priceText({ type, limitPrice }: OrderDraftInput, { tickSize }: InstrumentView): string {
  const t = words('ticket')
  if (type === 'market' || limitPrice === undefined) return t('sentence.atMarket')
  return t('sentence.limit', { price: formatPrice(limitPrice, tickSize) })
}
