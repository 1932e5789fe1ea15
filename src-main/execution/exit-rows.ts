import { timeMs } from '../base/index.ts'
import {
  type BreakEven,
  type ExitMove,
  type ExitMover,
  type ExitRole,
  type InstrumentId,
  type Owner,
  price,
  type TrailingDistance,
} from '../domain/index.ts'
import { EXIT_ROLES, type MovedExit, type MovedPlan, movedExit, movedPlan, type PositionExits } from './moved-exits.ts'
import { standingKey } from './standing.ts'

/** A decision that `position_exits` keeps for a position, one row each: an exit, how it follows the price, and how far that has brought it. */
export type ExitRowRole = ExitRole | 'plan' | 'planStop'

/** A row of `position_exits`. */
export interface ExitRow {
  readonly instrument_id: InstrumentId
  readonly owner: Owner
  readonly role: ExitRowRole
  /** Decimal text; of a plan, JSON. */
  readonly price: string | null
  readonly moved_by: ExitMover
  readonly before_order_number: number
}

interface PlanJson {
  readonly trailing?: StoredTrailing | null
  readonly breakEven?: StoredBreakEven | null
  readonly sinceMs?: number
}

type StoredTrailing = { readonly kind: 'price'; readonly distance: string } | { kind: 'fraction'; fraction: number }
type StoredBreakEven = { readonly kind: 'atPrice'; readonly price: string } | { kind: 'afterFirstTarget' }

/** A fact `exitsMoved` as it is stored, prices as text. */
export interface ExitMovePayload {
  readonly move: Omit<ExitMove, 'stopPrice' | 'targetPrice' | 'trailing' | 'breakEven'> & {
    readonly stopPrice?: string | null
    readonly targetPrice?: string | null
    readonly trailing?: StoredTrailing | null
    readonly breakEven?: StoredBreakEven | null
  }
}

/** What a decision writes. A stop that somebody moves himself ends how far a plan had brought it. */
export function exitRowsOf(move: ExitMove): DecisionRow[] {
  const { by, beforeOrderNumber, stopPrice } = move
  const row = (role: ExitRowRole, text: string | null): DecisionRow => ({
    role,
    price: text,
    moved_by: by,
    before_order_number: beforeOrderNumber,
  })
  const plan = movedPlan(move)
  const plans = plan ? [planRow(plan)] : []
  if (by === 'plan') return [...(stopPrice ? [row('planStop', stopPrice.toFixed())] : []), ...plans]
  const exits = EXIT_ROLES.flatMap((role) => {
    const moved = movedExit(move, role)
    return moved ? [row(role, moved.price?.toFixed() ?? null)] : []
  })
  const ended = plan && stopPrice !== undefined ? [row('planStop', null)] : []
  return [...exits, ...plans, ...ended]
}

function planRow({ trailing, breakEven, sinceMs, by, beforeOrderNumber }: MovedPlan): DecisionRow {
  const price = JSON.stringify({ trailing, breakEven, sinceMs })
  return { role: 'plan', price, moved_by: by, before_order_number: beforeOrderNumber }
}

type DecisionRow = Pick<ExitRow, 'role' | 'price' | 'moved_by' | 'before_order_number'>

/** The exits of each position from its rows. */
export function positionExitsOf(rows: readonly ExitRow[]): PositionExits[] {
  const exits = new Map<string, PositionExits>()
  for (const row of rows) {
    const standing = { instrumentId: row.instrument_id, owner: row.owner }
    const key = standingKey(standing)
    exits.set(key, { ...standing, ...exits.get(key), ...decisionOf(row) })
  }
  return [...exits.values()]
}

export function exitMoveOf({ move }: ExitMovePayload): ExitMove {
  const { stopPrice, targetPrice, trailing, breakEven, ...rest } = move
  return {
    ...rest,
    ...(stopPrice !== undefined && { stopPrice: stopPrice === null ? null : price(stopPrice) }),
    ...(targetPrice !== undefined && { targetPrice: targetPrice === null ? null : price(targetPrice) }),
    ...(trailing !== undefined && { trailing: trailing && trailingOf(trailing) }),
    ...(breakEven !== undefined && { breakEven: breakEven && breakEvenOf(breakEven) }),
  }
}

function decisionOf(row: ExitRow): Partial<PositionExits> {
  switch (row.role) {
    case 'plan':
      return { plan: movedPlanOf(row) }
    case 'planStop':
      return row.price === null ? {} : { planStop: movedExitOf(row) }
    default:
      return { [row.role]: movedExitOf(row) }
  }
}

function movedExitOf(row: ExitRow): MovedExit {
  return {
    price: row.price === null ? undefined : price(row.price),
    by: row.moved_by,
    beforeOrderNumber: row.before_order_number,
  }
}

function movedPlanOf(row: ExitRow): MovedPlan {
  const { trailing, breakEven, sinceMs } = JSON.parse(row.price ?? '{}') as PlanJson
  return {
    trailing: trailing && trailingOf(trailing),
    breakEven: breakEven && breakEvenOf(breakEven),
    sinceMs: sinceMs === undefined ? undefined : timeMs(sinceMs),
    by: row.moved_by,
    beforeOrderNumber: row.before_order_number,
  }
}

function trailingOf(stored: StoredTrailing): TrailingDistance {
  return stored.kind === 'price' ? { kind: 'price', distance: price(stored.distance) } : stored
}

function breakEvenOf(stored: StoredBreakEven): BreakEven {
  return stored.kind === 'atPrice' ? { kind: 'atPrice', price: price(stored.price) } : stored
}
