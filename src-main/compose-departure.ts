import type { DepartingPosition, DepartureView } from '../src-contract/index.ts'
import { Decimal, ensureDefined, ZERO } from './base/index.ts'
import type { EngineParts } from './compose-parts.ts'
import { positionIdOf } from './compose-views.ts'
import { type InstrumentId, isAtExchange, type Order, type Position, type TradingVenue } from './domain/index.ts'
import { remainingQuantity } from './execution/index.ts'
import type { LeavePolicy } from './session/index.ts'

/** What there is to leave behind, and where. */
export interface DepartureScene {
  readonly onShutdown: LeavePolicy
  readonly environment: TradingVenue['environment']
  /** The market runs on a clock of its own, which stands while the engine is off. */
  readonly marketHasOwnTime: boolean
  readonly positions: readonly Position[]
  readonly openOrders: readonly Order[]
  /** Undefined before the instrument's first price. */
  readonly lastPrice: (instrumentId: InstrumentId) => number | undefined
}

/** What stopping the engine now would do. */
export function departureOf({
  session,
  clock,
  config,
}: Pick<EngineParts, 'session' | 'clock' | 'config'>): DepartureView {
  const { execution, market, marketData, portfolio, trading } = session
  return departureView({
    onShutdown: config.current.execution.onShutdown,
    environment: trading.environment,
    marketHasOwnTime: market.clock !== clock,
    positions: portfolio.openPositions(),
    openOrders: execution.openOrders(),
    lastPrice: (instrumentId) => marketData.lastPrice(instrumentId),
  })
}

/** What stopping the engine does to several accounts. @param departures at least one. */
export function jointDeparture(departures: readonly DepartureView[]): DepartureView {
  const [first] = departures
  return {
    onShutdown: ensureDefined(first, 'departure of an account').onShutdown,
    marketStandsStill: departures.every(({ marketStandsStill }) => marketStandsStill),
    exposed: departures.some(({ exposed }) => exposed),
    workingEntries: departures.reduce((sum, { workingEntries }) => sum + workingEntries, 0),
    positions: departures.flatMap(({ positions }) => positions),
  }
}

/** Pure: the scene in the contract's shapes. */
export function departureView(scene: DepartureScene): DepartureView {
  const { onShutdown, positions, openOrders } = scene
  return {
    onShutdown,
    marketStandsStill: standsStill(scene),
    exposed: positions.length > 0 || openOrders.length > 0,
    workingEntries: openOrders.filter(({ terms }) => terms.role === 'entry').length,
    positions: positions.map((position) => departingPosition(position, scene)),
  }
}

/** An account at an exchange is not alone on its market, whatever the clock. */
function standsStill({ environment, marketHasOwnTime }: DepartureScene): boolean {
  return !isAtExchange(environment) && marketHasOwnTime
}

function departingPosition(position: Position, scene: DepartureScene): DepartingPosition {
  const { instrumentId, owner, quantity, entryPrice } = position
  const price = scene.lastPrice(instrumentId) ?? entryPrice
  const stopPrice = protectingStop(position, scene.openOrders)
  return {
    positionId: positionIdOf(position),
    instrumentId,
    owner,
    side: quantity.lt(ZERO) ? 'short' : 'long',
    quantity: quantity.abs().toFixed(),
    notional: quantity.abs().mul(price).toSignificantDigits(NOTIONAL_DIGITS).toFixed(),
    stopPrice: stopPrice?.toFixed() ?? null,
    protection: stopPrice === undefined ? 'none' : stopKeeper(scene),
  }
}

/** A price is a float; more digits would only show how it is stored. */
const NOTIONAL_DIGITS = 12

/** Whoever holds the stops. The paper venue is part of this program, so its stops sleep with it unless the market does too. */
function stopKeeper(scene: DepartureScene): 'venue' | 'engine' {
  return isAtExchange(scene.environment) || standsStill(scene) ? 'venue' : 'engine'
}

/**
 * Price of the stop that the market reaches first. Undefined where the stops that the venue has confirmed do not
 * cover the whole position: what is left alone has to be called unprotected.
 */
function protectingStop(position: Position, openOrders: readonly Order[]): Decimal | undefined {
  const stops = openOrders.filter((order) => isConfirmedStop(order, position))
  const covered = stops.reduce((sum, order) => sum.add(remainingQuantity(order)), ZERO)
  const prices = stops.flatMap(({ terms }) => terms.triggerPrice ?? [])
  if (prices.length === 0 || covered.lt(position.quantity.abs())) return undefined
  return position.quantity.lt(ZERO) ? Decimal.min(...prices) : Decimal.max(...prices)
}

function isConfirmedStop({ terms, state }: Order, { instrumentId, owner }: Position): boolean {
  const isConfirmed = state.kind === 'working' || state.kind === 'partiallyFilled'
  return isConfirmed && terms.role === 'stopLoss' && terms.instrumentId === instrumentId && terms.owner === owner
}
