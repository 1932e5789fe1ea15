import { isoTime } from '../figures.ts'
import type { OrderIntent, TrailingDistance } from '../../domain/index.ts'
import { NONE_FOUND, ONE_FOUND, type Rule } from './rule.ts'

/** Order types that rest at a limit, now or once triggered: only these can be post-only. */
function rests({ type }: OrderIntent): boolean {
  return type === 'limit' || type === 'stopLimit' || type === 'takeProfitLimit'
}

function needsTrigger({ type }: OrderIntent): boolean {
  return type === 'stop' || type === 'stopLimit' || type === 'takeProfit' || type === 'takeProfitLimit'
}

/** The first contradiction between the terms, in words; undefined where they agree. */
export function contradiction(intent: OrderIntent): string | undefined {
  return priceContradiction(intent) ?? timeContradiction(intent)
}

function priceContradiction(intent: OrderIntent): string | undefined {
  const { type, limitPrice, triggerPrice, trailing } = intent
  if (rests(intent) && limitPrice === undefined) return `a ${type} order needs a limit price`
  if (!rests(intent) && limitPrice !== undefined) return `a ${type} order has no limit price`
  if (needsTrigger(intent) && triggerPrice === undefined) return `a ${type} order needs a trigger price`
  if (!needsTrigger(intent) && type !== 'trailingStop' && triggerPrice !== undefined)
    return `a ${type} order has no trigger price`
  if (type === 'trailingStop' && trailing === undefined) return 'a trailing stop needs a trailing distance'
  if (trailing !== undefined && !isDistance(trailing))
    return 'the trailing distance must be above 0, and below 1 where it is a share of the price'
  if (type !== 'trailingStop' && trailing !== undefined) return `a ${type} order has no trailing distance`
  return undefined
}

function isDistance(trailing: TrailingDistance): boolean {
  return trailing.kind === 'price' ? trailing.distance.gt(0) : trailing.fraction > 0 && trailing.fraction < 1
}

function timeContradiction(intent: OrderIntent): string | undefined {
  const { type, timeInForce, postOnly, expireAtMs } = intent
  if (postOnly && !rests(intent)) return `a ${type} order trades at once and cannot be post-only`
  if (postOnly && (timeInForce === 'IOC' || timeInForce === 'FOK'))
    return `a post-only order must rest, ${timeInForce} does not let it`
  if (timeInForce === 'GTD' && expireAtMs === undefined) return 'a GTD order needs the time at which it ends'
  if (timeInForce !== 'GTD' && expireAtMs !== undefined) return `a ${timeInForce} order has no time at which it ends`
  return undefined
}

const contradictingTerms: Rule = {
  code: 'CONTRADICTING_TERMS',
  label: 'Terms agree',
  meaning: 'Type, prices, post-only, time in force or end of the order contradict each other.',
  unit: () => 'contradictions',
  measure: ({ intent }) => (contradiction(intent) === undefined ? NONE_FOUND : ONE_FOUND),
  explain: (_, { intent }) => `The order contradicts itself: ${contradiction(intent) ?? 'its terms agree'}`,
}

const gtdExpired: Rule = {
  code: 'GTD_EXPIRED',
  label: 'End in the future',
  meaning: 'The order is to end at a time that has passed.',
  unit: () => 'ms',
  direction: 'floor',
  measure({ intent, snapshot }) {
    if (intent.timeInForce !== 'GTD' || intent.expireAtMs === undefined) return undefined
    const leftMs = intent.expireAtMs - snapshot.nowMs
    return { measured: leftMs, limit: 0, passed: leftMs > 0 }
  },
  explain: (_, { intent, snapshot }) =>
    `The order is to end at ${isoTime(intent.expireAtMs ?? 0)}, which has passed: it is ${isoTime(snapshot.nowMs)}`,
}

export const TERMS_RULES: readonly Rule[] = [contradictingTerms, gtdExpired]
