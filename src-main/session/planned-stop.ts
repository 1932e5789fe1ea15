import { Decimal, floorToStep, toFloat } from '../base/index.ts'
import type { BreakEven, Price, Side, TrailingDistance } from '../domain/index.ts'

/** Where a position stands when its plan is looked at. Prices of the market are float64. */
export interface PlanView {
  /** Side that opened the position. */
  readonly side: Side
  readonly trailing: TrailingDistance | undefined
  readonly breakEven: BreakEven | undefined
  readonly hasFilledFirstTarget: boolean
  readonly entryPrice: Price
  readonly tickSize: Price
  /** Fee of one way, share of the notional. */
  readonly feeFraction: number
  /** Best price since the plan counts. */
  readonly best: number
  readonly newest: number
  /** The stop that stands farthest from the price; undefined where part of the position has none. */
  readonly stop: Price | undefined
}

/** A trailing stop moves by at least so many ticks, and at least this share of its distance. */
const LEAST_TICKS = 2
const LEAST_SHARE = 0.05

/**
 * Pure: where the plan wants the stop now; undefined where it stays. It only ever comes nearer to the price, on the tick, and
 * always lies on the losing side of the newest price: where the price has fallen through it while nobody looked, the stop
 * trails from the newest price, because what was missed is no reason to close now.
 */
export function plannedStop(view: PlanView): Price | undefined {
  const trailed = trailedStop(view)
  const evened = breakEvenStop(view)
  if (trailed && evened) return isNearer(trailed, evened, view) ? trailed : evened
  return trailed ?? evened
}

/**
 * Pure: whether the price has fallen through where the plan would have the stop while none stood there: the best price before
 * says nothing any more, and the plan has to go on from the newest one.
 */
export function hasLostPrice(view: PlanView): boolean {
  const { trailing, side, best, newest, stop } = view
  if (!trailing || isOnLosingSide(behind(best, { ...view, trailing }), newest, side)) return false
  return !stop || isOnLosingSide(stop, newest, side)
}

/** Price at which the position ends without a loss, fees of both ways included, on the tick that is not worse. */
export function breakEvenPrice(view: Pick<PlanView, 'side' | 'entryPrice' | 'feeFraction' | 'tickSize'>): Price {
  const { side, entryPrice, feeFraction, tickSize } = view
  const paid = new Decimal(1).add(feeFraction)
  const kept = new Decimal(1).sub(feeFraction)
  const exact = side === 'buy' ? entryPrice.mul(paid).div(kept) : entryPrice.mul(kept).div(paid)
  return (side === 'buy' ? ceilToStep(exact, tickSize) : floorToStep(exact, tickSize)) as Price
}

function trailedStop(view: PlanView): Price | undefined {
  const { trailing, side, tickSize, stop, best, newest } = view
  if (!trailing) return undefined
  const wanted = behind(best, { ...view, trailing })
  const candidate = isOnLosingSide(wanted, newest, side) ? wanted : behind(newest, { ...view, trailing })
  const step = Math.max(LEAST_TICKS * toFloat(tickSize), LEAST_SHARE * toFloat(distanceAt(trailing, best)))
  const isStep = !stop || candidate.sub(stop).abs().gte(step)
  return isStep && candidate.gt(0) && comesNearer(candidate, view) ? (candidate as Price) : undefined
}

/** Where a stop stands that follows this price. */
function behind(price: number, { trailing, side, tickSize }: Trailed): Decimal {
  const distance = distanceAt(trailing, price)
  const exact = new Decimal(price)[side === 'buy' ? 'sub' : 'add'](distance)
  return side === 'buy' ? floorToStep(exact, tickSize) : ceilToStep(exact, tickSize)
}

interface Trailed extends Pick<PlanView, 'side' | 'tickSize'> {
  readonly trailing: TrailingDistance
}

function breakEvenStop(view: PlanView): Price | undefined {
  const { breakEven, side, best, newest, hasFilledFirstTarget } = view
  if (!breakEven) return undefined
  const isDue = breakEven.kind === 'atPrice' ? isReached(breakEven.price, best, side) : hasFilledFirstTarget
  const candidate = breakEvenPrice(view)
  return isDue && isOnLosingSide(candidate, newest, side) && comesNearer(candidate, view) ? candidate : undefined
}

function distanceAt(trailing: TrailingDistance, price: number): Decimal {
  return trailing.kind === 'price' ? trailing.distance : new Decimal(price).mul(trailing.fraction)
}

function isReached(level: Price, best: number, side: Side): boolean {
  return side === 'buy' ? level.lte(best) : level.gte(best)
}

function isOnLosingSide(candidate: Decimal, newest: number, side: Side): boolean {
  return side === 'buy' ? candidate.lt(newest) : candidate.gt(newest)
}

function comesNearer(candidate: Decimal, { stop, side }: PlanView): boolean {
  return !stop || (side === 'buy' ? candidate.gt(stop) : candidate.lt(stop))
}

function isNearer(left: Decimal, right: Decimal, { side }: PlanView): boolean {
  return side === 'buy' ? left.gt(right) : left.lt(right)
}

function ceilToStep(value: Decimal, step: Decimal): Decimal {
  return value.div(step).toDecimalPlaces(0, Decimal.ROUND_CEIL).mul(step)
}
