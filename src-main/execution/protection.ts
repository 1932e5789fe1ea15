import { Decimal, floorToStep, isMultipleOf, ZERO } from '../base/index.ts'
import type { ExitRole, Order, Price, Quantity } from '../domain/index.ts'
import { type Bracket, coverage, isSetFree, lowerBy, soldAtTargets } from './brackets.ts'
import type { SizeRules } from './exit-targets.ts'
import {
  cancelAll,
  isConfirmed,
  isStaying,
  type ProtectionAction,
  promisedPrice,
  totalRemaining,
} from './leg-orders.ts'
import { type LegPlan, planLeg } from './leg-plan.ts'
import type { ExitLeg, LegStatus } from './leg-statuses.ts'
import { isHeld } from './order-machine.ts'
import { EXIT_ROLES, type PositionExits } from './moved-exits.ts'
import { type WantedLeg, wantedLegs } from './wanted-exits.ts'

export { isAddition, isConfirmed, type ProtectionAction, totalRemaining } from './leg-orders.ts'
export { exitPriceOf } from './wanted-exits.ts'

/** Reason of every cancel that only adjusts protection; any other reason gives a leg up. */
export const PROTECTION_CANCEL_REASON = 'protection adjusted'

export interface ProtectionState {
  readonly brackets: readonly Bracket[]
  /** Decided for the position after its entries were made; undefined: nothing was. */
  readonly exits: PositionExits | undefined
  /** Open protective orders of the same owner and instrument, oldest first. */
  readonly orders: readonly Order[]
  /** Unsigned; what the owner holds less what its closes at market will take, where an exit for that part would close twice. */
  readonly toProtect: Quantity
  readonly statusOf: (leg: ExitLeg) => LegStatus
  /** What the venue says about sizes; undefined where it is not known. */
  readonly rules?: SizeRules | undefined
  /** Step of a price that the venue takes now; undefined where it is not known. */
  readonly tickSize?: Price | undefined
  /** Whether the order may be changed in place. */
  readonly canAmend?: (order: Order) => boolean
  /** An order keeps what it sells from every other one; undefined: it does not. */
  readonly locksHoldings?: boolean
}

/** Pure: the commands that lead from the protective orders there are to those there should be. */
export function planProtection(state: ProtectionState): ProtectionAction[] {
  const brackets = lowerBy(state.brackets, coverage(state.brackets).sub(state.toProtect))
  const parents = new Set(brackets.map(({ parentOrderId }) => parentOrderId))
  const live = state.orders.filter(isStaying)
  const orphans = live.filter(({ terms }) => terms.parentOrderId !== undefined && !parents.has(terms.parentOrderId))
  return [...brackets.flatMap((bracket) => planBracket(bracket, live, state)), ...cancelAll(orphans)]
}

function planBracket(bracket: Bracket, live: readonly Order[], state: ProtectionState): ProtectionAction[] {
  const children = live.filter(({ terms }) => terms.parentOrderId === bracket.parentOrderId)
  const closes = children.filter((order) => isCovering(order, state))
  const atTargets = totalRemaining(closes.filter(({ terms }) => isSetFree(terms)))
  const wanted = { ...soldAtTargets(bracket, atTargets), quantity: uncovered(bracket, closes) }
  const sure = state.locksHoldings ? closes : closes.filter(isConfirmed)
  const needed = { ...wanted, quantity: uncovered(bracket, sure) }
  return EXIT_ROLES.flatMap((role) => {
    const orders = children.filter(({ terms }) => terms.role === role)
    return legsOf({ wanted, needed, role, orders, state }).flatMap(planLeg)
  })
}

/** Where exits have gone for a close, they come back while nobody knows whether the venue has it. */
function isCovering({ terms, state: { kind } }: Order, { locksHoldings }: ProtectionState): boolean {
  return terms.role === 'close' && !(locksHoldings && kind === 'unknown')
}

function uncovered({ quantity }: Bracket, closes: readonly Order[]): Quantity {
  return Decimal.max(ZERO, quantity.sub(totalRemaining(closes))) as Quantity
}

interface RolePlan {
  /** What is left to cover beside the protective closes that were asked for. */
  readonly wanted: Bracket
  /** What must stay covered: a close counts only once the venue has it. */
  readonly needed: Bracket
  readonly role: ExitRole
  readonly orders: readonly Order[]
  readonly state: ProtectionState
}

/** The legs of one role, each with the orders at its price; those at none are for the first to replace. */
function legsOf({ wanted, needed, role, orders, state }: RolePlan): LegPlan[] {
  const { exits, rules, tickSize, statusOf, canAmend = () => false, locksHoldings = false } = state
  const least = new Map(wantedLegs(needed, role, { exits, rules }).map((leg) => [leg.index, leg]))
  const most = new Map(wantedLegs(wanted, role, { exits, rules }).map((leg) => [leg.index, leg]))
  const legs = [...new Map([...least, ...most]).values()].toSorted((left, right) => left.index - right.index)
  const isAt = (order: Order, { exit }: WantedLeg): boolean => {
    const at = promisedPrice(order)
    return at !== undefined && (at.eq(exit.price) || at.eq(onTick(exit.price, { wanted, role, tickSize })))
  }
  const mayStand = ({ terms }: Order): boolean => !locksHoldings || role === 'stopLoss' || isHeld(terms)
  const strays = new Set(orders.filter((order) => !legs.some((leg) => isAt(order, leg))))
  const plans = legs.map((leg, place): LegPlan => {
    const { instrumentId, owner, parentOrderId } = wanted
    const own = orders.filter((order) => isAt(order, leg) || (place === 0 && strays.has(order)))
    const price = onTick(leg.exit.price, { wanted, role, tickSize })
    return {
      bracket: wanted,
      role,
      leg: { ...leg, exit: { ...leg.exit, price } },
      isInPlace: (order) => isAt(order, leg) && mayStand(order),
      wanted: most.get(leg.index)?.quantity ?? NOTHING,
      needed: least.get(leg.index)?.quantity ?? NOTHING,
      orders: own,
      status: statusOf({ instrumentId, owner, parentOrderId, role, index: leg.index }),
      canAmend: (order) => mayStand(order) && canAmend(order),
      locksHoldings,
    }
  })
  return plans.length > 0 ? plans : [{ ...EMPTY_LEG, bracket: wanted, role, orders, canAmend, locksHoldings }]
}

interface TickedExit extends Pick<RolePlan, 'wanted' | 'role'> {
  readonly tickSize: Price | undefined
}

/**
 * Where the venue takes the exit: the venue may have a coarser tick than when it was decided. It leaves a little earlier
 * then, not later: a stop comes nearer to the price, and so does a target.
 */
function onTick(price: Price, { wanted, role, tickSize }: TickedExit): Price {
  if (!tickSize || isMultipleOf(price, tickSize)) return price
  const below = floorToStep(price, tickSize)
  const isBelowNearer = (role === 'takeProfit') === (wanted.side === 'buy')
  return (isBelowNearer && below.gt(ZERO) ? below : below.add(tickSize)) as Price
}

const NOTHING = ZERO as Quantity

const EMPTY_LEG = {
  leg: undefined,
  isInPlace: () => false,
  wanted: NOTHING,
  needed: NOTHING,
  status: 'normal',
} as const
