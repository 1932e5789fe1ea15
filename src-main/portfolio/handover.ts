import type { Handover, Position } from '../domain/index.ts'

/** The two positions that a handover touches, as they stand before it. */
export interface HandoverEnds {
  readonly giver: Position | undefined
  readonly receiver: Position | undefined
}

/**
 * Why a handover cannot be booked, for a person to read; undefined when it can. Nothing may be realised by it, so the
 * receiver must not hold the opposite side.
 */
export function handoverRefusal(handover: Handover, { giver, receiver }: HandoverEnds): string | undefined {
  const { instrumentId, from, to, quantity } = handover
  if (from === to) return `${from} holds this part of ${instrumentId} already. Choose another owner.`
  if (!quantity.isFinite() || quantity.isZero())
    return 'The quantity to hand over is zero. Choose a part of the position.'
  const held = giver?.quantity
  if (!held || held.isZero()) return `${from} holds nothing in ${instrumentId} that could be handed over.`
  if (held.isPositive() !== quantity.isPositive() || quantity.abs().gt(held.abs())) {
    return `${from} holds ${held.toFixed()} in ${instrumentId}, so ${quantity.toFixed()} cannot be handed over. Choose at most that.`
  }
  const against = receiver?.quantity
  if (against && !against.isZero() && against.isPositive() !== quantity.isPositive()) {
    return (
      `${to} holds the opposite side of ${instrumentId} (${against.toFixed()}), and a handover must realise nothing. ` +
      `Close one of the two positions instead.`
    )
  }
  return undefined
}
