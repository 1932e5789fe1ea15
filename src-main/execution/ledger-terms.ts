import { timeMs } from '../base/index.ts'
import {
  type AmendableTerms,
  type BreakEven,
  type ExitPlan,
  type OrderState,
  price,
  quantity,
  type TrailingDistance,
} from '../domain/index.ts'
import type { OrderRow } from './ledger-rows.ts'

/** The structured parts of an order's terms: kept as JSON, numbers of money as decimal text. */

interface AmendmentJson {
  readonly quantity: string
  readonly limitPrice?: string
  readonly triggerPrice?: string
}

type TrailingJson =
  | { readonly kind: 'price'; readonly distance: string }
  | { readonly kind: 'fraction'; readonly fraction: number }

interface ExitPlanJson {
  readonly targets: readonly { readonly price: string; readonly fraction: number }[]
  readonly trailing?: TrailingJson
  readonly breakEven?: { readonly kind: BreakEven['kind']; readonly price?: string }
}

export function amendmentText(amendment: AmendableTerms | undefined): string | null {
  if (!amendment) return null
  const { quantity: whole, limitPrice, triggerPrice } = amendment
  return JSON.stringify({
    quantity: whole.toFixed(),
    limitPrice: limitPrice?.toFixed(),
    triggerPrice: triggerPrice?.toFixed(),
  })
}

export function amendmentOf(text: string | null): AmendableTerms | undefined {
  if (text === null) return undefined
  const { quantity: whole, limitPrice, triggerPrice } = JSON.parse(text) as AmendmentJson
  return {
    quantity: quantity(whole),
    limitPrice: limitPrice === undefined ? undefined : price(limitPrice),
    triggerPrice: triggerPrice === undefined ? undefined : price(triggerPrice),
  }
}

export function trailingText(trailing: TrailingDistance | undefined): string | null {
  return trailing ? JSON.stringify(trailingJson(trailing)) : null
}

export function trailingOf(text: string | null): TrailingDistance | undefined {
  return text === null ? undefined : trailingFromJson(JSON.parse(text) as TrailingJson)
}

export function exitPlanText(plan: ExitPlan | undefined): string | null {
  if (!plan) return null
  const { targets, trailing, breakEven } = plan
  return JSON.stringify({
    targets: targets.map((target) => ({ price: target.price.toFixed(), fraction: target.fraction })),
    trailing: trailing && trailingJson(trailing),
    breakEven: breakEven?.kind === 'atPrice' ? { kind: 'atPrice', price: breakEven.price.toFixed() } : breakEven,
  })
}

export function exitPlanOf(text: string | null): ExitPlan | undefined {
  if (text === null) return undefined
  const { targets, trailing, breakEven } = JSON.parse(text) as ExitPlanJson
  return {
    targets: targets.map((target) => ({ price: price(target.price), fraction: target.fraction })),
    trailing: trailing && trailingFromJson(trailing),
    breakEven: breakEven && breakEvenOf(breakEven),
  }
}

/** The state of an order's row. */
export function stateOf(
  row: Pick<OrderRow, 'state' | 'state_reason' | 'state_command' | 'state_since_ms'>,
): OrderState {
  const { state, state_reason: reason } = row
  switch (state) {
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unsent':
      return { kind: state, reason: reason ?? '' }
    case 'unknown':
      return {
        kind: state,
        command: row.state_command ?? 'submit',
        reason: reason ?? '',
        sinceMs: timeMs(row.state_since_ms ?? 0),
      }
    default:
      return { kind: state }
  }
}

function trailingJson(trailing: TrailingDistance): TrailingJson {
  return trailing.kind === 'price' ? { kind: 'price', distance: trailing.distance.toFixed() } : trailing
}

function trailingFromJson(trailing: TrailingJson): TrailingDistance {
  return trailing.kind === 'price' ? { kind: 'price', distance: price(trailing.distance) } : trailing
}

function breakEvenOf({ kind, price: at }: NonNullable<ExitPlanJson['breakEven']>): BreakEven {
  return kind === 'atPrice' && at !== undefined ? { kind, price: price(at) } : { kind: 'afterFirstTarget' }
}
