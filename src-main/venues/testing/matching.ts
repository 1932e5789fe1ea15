import { type Decimal, timeMs } from '../../base/index.ts'
import { type Candle, quantity, type Quote, type Trade } from '../../domain/index.ts'
import type { MatchingModel, Holding, Outcome } from '../matching/matching-model.ts'

export const NO_COSTS: MatchingModel = {
  makerFeeBps: 0,
  takerFeeBps: 0,
  slippageBps: 0,
  maxBookShare: 1,
  maxVolumeShare: 1,
}

export const FLAT: Holding = { net: quantity(0) }

export function held(net: Decimal.Value): Holding {
  return { net: quantity(net) }
}

export function quote(bid: number, ask: number, size = 100): Quote {
  return { timeMs: timeMs(0), bid, bidSize: size, ask, askSize: size }
}

export function trade(price: number, size = 100): Trade {
  return { timeMs: timeMs(0), price, quantity: size, takerSide: 'buy' }
}

/** `open high low close`. */
export function bar(words: string, volume = 0): Candle {
  const [open = 0, high = 0, low = 0, close = 0] = words.split(' ').map(Number)
  return { openTimeMs: timeMs(0), open, high, low, close, volume }
}

/** Fills as text, other ends by their kind; phases and best prices are left out. */
export function words(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === 'phase' || outcome.kind === 'best') return []
    if (outcome.kind !== 'fill') return [`${outcome.kind} ${outcome.orderId}`]
    const { orderId, side, quantity: amount, price, liquidity } = outcome
    return [`${orderId} ${side} ${amount.toString()} @ ${price.toString()} ${liquidity}`]
  })
}
