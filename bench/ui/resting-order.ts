import type { OrderDraftInput } from '../../src-contract/index.ts'
import type { Tradable } from './busy-engine.ts'

/** So far under the market that the market does not come there while the bench runs, at its speed. */
const DISTANCE = 0.2
/** Worth of an order, in quote currency. */
const VALUE = 60

/** Price and quantity of an order to buy that rests, with the digits of tick and lot. */
export function restingTerms({ last, tickSize, lotSize }: Tradable): { price: string; quantity: string } {
  const price = last * (1 - DISTANCE)
  const lots = Math.ceil(VALUE / price / Number(lotSize))
  return { price: price.toFixed(digitsOf(tickSize)), quantity: (lots * Number(lotSize)).toFixed(digitsOf(lotSize)) }
}

export function restingOrder(instrument: Tradable): OrderDraftInput {
  const { price, quantity } = restingTerms(instrument)
  const { instrumentId } = instrument
  return { instrumentId, side: 'buy', type: 'limit', size: { kind: 'quantity', quantity }, limitPrice: price }
}

/** Digits after the point of a step such as `0.01`. */
function digitsOf(step: string): number {
  return step.split('.')[1]?.length ?? 0
}
