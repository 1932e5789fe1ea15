import { z } from 'zod'
import type {
  AccountView,
  LimitMeter,
  OrderView,
  PositionView,
  QuoteView,
  SignalView,
  StatusView,
  StrategyView,
} from '../src-contract/index.ts'
import { EngineError } from './base/index.ts'
import { runsElsewhere } from './compose-desk-config.ts'
import type { EngineParts } from './compose-parts.ts'
import { accountMarginView, orderView, positionIdOf, positionView, signalView } from './compose-views.ts'
import { type InstrumentId, parseInstrumentId, type Position, type StrategyId, strategyId } from './domain/index.ts'
import type { Deployment } from './session/index.ts'
import type { StrategyDefinition } from './strategies/index.ts'

const LAST_SIGNALS = 10

/** Everything that can be read of the engine, in the contract's shapes. */
export class Readings {
  readonly #parts: EngineParts

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  status(): StatusView {
    const { clock, config, monitor, orchestrator, session, startedAtMs, version } = this.#parts
    const { market, trading, tradingState, marketData } = session
    return {
      version,
      pid: process.pid,
      health: orchestrator.health(),
      tradingState: tradingState.state,
      tradingReason: tradingState.reason ?? null,
      environment: trading.environment,
      marketVenue: market.venueId,
      marketState: marketData.isOver ? 'over' : 'running',
      accountId: trading.accountId,
      account: this.#parts.desk.account,
      tradedAccounts: [...this.#parts.tradedAccounts()],
      startedAtMs,
      uptimeMs: clock.nowMs() - startedAtMs,
      timeMs: clock.nowMs(),
      sessionTimeMs: market.clock.nowMs(),
      sessionSpeed: Number.isFinite(market.speed) && !marketData.isOver ? market.speed : 0,
      feedAgeMs: (marketData.isOver ? undefined : marketData.feedAgeMs()) ?? null,
      eventLoopDelayP99Ms: monitor.delayP99Ms(),
      configVersion: config.version,
    }
  }

  quotes(): QuoteView[] {
    const { marketData } = this.#parts.session
    return marketData.instruments().flatMap(({ instrumentId }) => this.quote(instrumentId) ?? [])
  }

  /** Undefined before the instrument's first price. */
  quote(instrumentId: InstrumentId): QuoteView | undefined {
    const reading = this.#parts.session.marketData.instrumentQuote(instrumentId)
    if (!reading) return undefined
    const { quote } = reading
    return {
      instrumentId,
      last: reading.last,
      bid: quote?.bid ?? null,
      ask: quote?.ask ?? null,
      bidSize: quote?.bidSize ?? null,
      askSize: quote?.askSize ?? null,
      price24hAgo: reading.price24hAgo ?? null,
      timeMs: reading.timeMs,
      receivedAtMs: reading.receivedAtMs,
      stale: reading.stale,
    }
  }

  orders(filter: { openOnly: boolean; instrumentId: string | undefined; limit: number }): OrderView[] {
    const { execution } = this.#parts.session
    const orders = filter.openOnly
      ? execution.openOrders().toReversed()
      : execution.recentOrders(Number.MAX_SAFE_INTEGER)
    return orders
      .filter(({ terms }) => filter.instrumentId === undefined || terms.instrumentId === filter.instrumentId)
      .slice(0, filter.limit)
      .map(orderView)
  }

  /** All open orders, however old they are, among so many of the newest; newest first. */
  openAndRecentOrders(recent: number): OrderView[] {
    const { execution } = this.#parts.session
    const open = new Set(execution.openOrders().map(({ terms }) => terms.orderId))
    return execution
      .recentOrders(Number.MAX_SAFE_INTEGER)
      .filter(({ terms }, index) => index < recent || open.has(terms.orderId))
      .map(orderView)
  }

  positions(): PositionView[] {
    return this.#parts.session.portfolio.openPositions().map((position) => this.position(position))
  }

  position(position: Position): PositionView {
    const { execution, margin, marks } = this.#parts.session
    const { instrumentId, owner } = position
    const protection = execution.protectionOf(instrumentId, owner)
    return positionView(position, {
      ...protection,
      markPrice: marks.markPrice(instrumentId) ?? position.entryPrice.toNumber(),
      unrealisedPnl: marks.unrealisedOf(position),
      margin: margin.position(instrumentId),
    })
  }

  /** @throws EngineError `UNKNOWN_POSITION`. */
  positionById(positionId: string): Position {
    const found = this.#parts.session.portfolio.openPositions().find((each) => positionIdOf(each) === positionId)
    if (found) return found
    throw new EngineError('UNKNOWN_POSITION', `There is no open position ${positionId}; it may be closed already.`)
  }

  account(): AccountView {
    const { account, execution, margin, marks, portfolio, trading, startingCash } = this.#parts.session
    const { day } = account
    return {
      accountId: trading.accountId,
      venueId: trading.venueId,
      environment: trading.environment,
      currency: portfolio.currency,
      startingCash: startingCash.toFixed(),
      cash: portfolio.cash.toFixed(),
      equity: marks.equity,
      unrealisedPnl: marks.unrealisedPnl,
      realisedPnl: portfolio.realisedPnl.toFixed(),
      fees: portfolio.fees.toFixed(),
      profitToday: day.profitToday(marks.equity),
      profitTodayFraction: day.profitTodayFraction(marks.equity),
      feesToday: day.feesToday(portfolio.fees).toFixed(),
      dayStartMs: day.startMs,
      dayZone: day.zone,
      openPositions: portfolio.openPositions().length,
      workingOrders: execution.openOrders().length,
      margin: accountMarginView(margin.account()),
      positionMode: trading.positionMode ?? null,
    }
  }

  /** The limits that watch over the account as a whole. */
  limits(): LimitMeter[] {
    return this.#parts.session.meters()
  }

  strategies(): StrategyView[] {
    return [...this.#parts.session.strategies.deployments.values()].map((deployment) => this.#strategyView(deployment))
  }

  /** @throws EngineError `UNKNOWN_STRATEGY` with the known ones. */
  strategy(id: string): StrategyView {
    const { deployments } = this.#parts.session.strategies
    const deployment = deployments.get(strategyId(id))
    if (deployment) return this.#strategyView(deployment)
    const known = [...deployments.keys()]
    throw new EngineError('UNKNOWN_STRATEGY', `There is no strategy ${id}. Known: ${known.join(', ')}.`, {
      data: { strategyId: id, known },
    })
  }

  signals(limit: number): SignalView[] {
    return this.#parts.session.strategies.signals().toReversed().slice(0, limit).map(signalView)
  }

  /** @throws EngineError `UNKNOWN_INSTRUMENT` with the known ones. */
  instrumentId(text: string): InstrumentId {
    return this.#parts.session.snapshots.instrument(parseInstrumentId(text)).instrumentId
  }

  #strategyView(deployment: Deployment): StrategyView {
    const { definition, settings } = deployment
    const signals = this.#parts.session.strategies.signals().filter(({ signal }) => signal.strategyId === deployment.id)
    return {
      strategyId: deployment.id,
      name: definition.name,
      description: definition.description,
      enabled: settings.enabled,
      runsOn: runsElsewhere(this.#parts.config.current, deployment.id, this.#parts.desk),
      state: this.#strategyState(deployment),
      stateReason: deployment.fault ?? null,
      instruments: [...settings.instruments],
      timeframe: settings.timeframe,
      parameters: { ...settings.parameters },
      parametersSchema: parametersSchema(definition),
      lastSignals: signals.toReversed().slice(0, LAST_SIGNALS).map(signalView),
    }
  }

  #strategyState(deployment: Deployment): StrategyView['state'] {
    if (deployment.fault !== undefined) return 'faulted'
    if (!deployment.settings.enabled) return 'disabled'
    if (!deployment.isWarm) return 'warming'
    return this.#holds(deployment.id) ? 'inPosition' : 'waiting'
  }

  #holds(id: StrategyId): boolean {
    return this.#parts.session.portfolio.openPositions().some(({ owner }) => owner === `strategy:${id}`)
  }
}

const schemas = new WeakMap<StrategyDefinition, Record<string, unknown>>()

/** JSON Schema of a strategy's parameters, made once per strategy. */
function parametersSchema(definition: StrategyDefinition): Record<string, unknown> {
  const known = schemas.get(definition)
  if (known) return known
  const schema: Record<string, unknown> = { ...z.toJSONSchema(definition.parameters, { io: 'input' }) }
  schemas.set(definition, schema)
  return schema
}
