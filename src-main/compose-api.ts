import type { HealthView, ProtectPositionInput } from '../src-contract/index.ts'
import { EngineError, type Logger } from './base/index.ts'
import { alertsApi } from './compose-alerts.ts'
import { connectionViews, streamViews } from './compose-connections.ts'
import { departureOf, jointDeparture } from './compose-departure.ts'
import { strategyAccount } from './compose-desk-config.ts'
import { marketApi } from './compose-market.ts'
import type { EngineParts } from './compose-parts.ts'
import { Readings } from './compose-readings.ts'
import { handIntent, orderChange } from './compose-orders.ts'
import { handoverApi, protectionApi, reconciliationApi, riskApi } from './compose-safety.ts'
import { EngineTopics } from './compose-topics.ts'
import {
  amendPreviewView,
  denialView,
  fillView,
  orderView,
  positionIdOf,
  previewView,
  protectPreviewView,
} from './compose-views.ts'
import { type Denial, orderId, parseInstrumentId, price } from './domain/index.ts'
import type { EngineApi } from './gateway/index.ts'
import type { DeskAnswer, ExitDraft, OcoAnswer } from './session/index.ts'

/** The engine behind the door: every part of the interface, in the contract's shapes. */
export function createEngineApi(parts: EngineParts, logger: Logger): EngineApi {
  const readings = new Readings(parts)
  return {
    system: systemApi(parts, readings, logger),
    config: configApi(parts),
    market: marketApi(parts, readings),
    strategies: strategiesApi(parts, readings),
    orders: ordersApi(parts, readings),
    positions: positionsApi(parts, readings),
    account: accountApi(parts, readings),
    accounts: parts.accounts,
    analytics: analyticsApi(parts),
    reconciliation: reconciliationApi(parts, readings),
    protection: protectionApi(parts),
    risk: riskApi(parts),
    metrics: { series: (metricId, range) => parts.metrics.series(metricId, range) },
    logs: { list: (query) => parts.logMemory.list(query) },
    alerts: alertsApi(parts),
    endpoints: { list: () => parts.endpoints.views() },
    connections: {
      list: () => connectionViews(parts.connections),
      streams: () => streamViews(parts.connections),
    },
    workspace: parts.layouts,
    secrets: parts.secrets,
    topics: new EngineTopics(parts, readings),
  }
}

function systemApi(parts: EngineParts, readings: Readings, logger: Logger): EngineApi['system'] {
  const { orchestrator, session } = parts
  return {
    status: () => readings.status(),
    health: () => healthView(parts),
    components: () => orchestrator.views(),
    restartComponent: parts.restartComponent,
    pause(reason) {
      logger.warn('trading was paused', { reason })
      return session.tradingState.pause(reason)
    },
    resume() {
      logger.info('trading was resumed')
      return session.tradingState.resume()
    },
    kill(reason) {
      const report = session.killSwitch.pull(reason)
      return { ...report, tradingState: session.tradingState.state }
    },
    departure: () => jointDeparture(parts.sessions().map((each) => departureOf({ ...parts, session: each }))),
    shutdown: parts.shutdown,
  }
}

function healthView({ orchestrator }: EngineParts): HealthView {
  const checks = orchestrator.views().map((component) => ({
    name: component.name,
    health: checkOf(component),
    detail: component.reason ?? component.state,
  }))
  return { health: orchestrator.health(), checks }
}

function checkOf({ state, critical }: { state: string; critical: boolean }): 'healthy' | 'degraded' | 'critical' {
  if (state === 'running') return 'healthy'
  return state === 'faulted' && critical ? 'critical' : 'degraded'
}

function configApi({ config }: EngineParts): EngineApi['config'] {
  return {
    get: () => config.view(),
    validate: (patch) => config.validate(patch),
    put: async (patch, expectedVersion) => config.put(patch, expectedVersion),
    history: (beforeVersion, limit) => config.versions(beforeVersion, limit),
    revert: async (version, expectedVersion) => config.revert(version, expectedVersion),
  }
}

function strategiesApi({ config, desk }: EngineParts, readings: Readings): EngineApi['strategies'] {
  const change = (strategyId: string, settings: Record<string, unknown>): void => {
    readings.strategy(strategyId)
    config.put({ strategies: { [strategyId]: settings } })
  }
  return {
    list: () => readings.strategies(),
    async setEnabled(strategyId, enabled) {
      change(strategyId, enabled ? { enabled, account: strategyAccount(desk) } : { enabled })
      return readings.strategy(strategyId)
    },
    async setParameters(strategyId, parameters) {
      change(strategyId, { parameters })
      return readings.strategy(strategyId)
    },
    signals: (limit) => readings.signals(limit),
  }
}

function ordersApi({ session }: EngineParts, readings: Readings): EngineApi['orders'] {
  return {
    list: (filter) => readings.orders(filter),
    preview: (draft) => previewView(session.desk.preview(handIntent(draft, 'preview', readings))),
    create: (draft, idempotencyKey) => placedOrder(session.desk.submit(handIntent(draft, idempotencyKey, readings))),
    createOco([first, second], idempotencyKey) {
      const intents = [
        handIntent(first, idempotencyKey, readings),
        handIntent(second, idempotencyKey, readings),
      ] as const
      return placedOrders(session.desk.submitOco(intents))
    },
    previewAmend: ({ orderId: id, ...change }) =>
      amendPreviewView(session.desk.previewAmend(orderId(id), orderChange(change))),
    amend: ({ orderId: id, idempotencyKey, ...change }) =>
      placedOrder(session.desk.amend(orderId(id), orderChange(change), idempotencyKey)),
    cancel: (id) => orderView(session.execution.cancel(orderId(id), 'cancelled by hand')),
    cancelAll({ instrumentId, includeProtection }) {
      const reason = 'cancelled by hand'
      return session.execution.cancelAll({
        ...(instrumentId === undefined ? {} : { instrumentId: readings.instrumentId(instrumentId) }),
        includeProtection,
        reason,
      })
    },
  }
}

function positionsApi(parts: EngineParts, readings: Readings): EngineApi['positions'] {
  const { session } = parts
  return {
    ...handoverApi(parts, readings),
    list: () => readings.positions(),
    close(positionId, fraction, idempotencyKey) {
      const repeated = session.desk.repeated('hand', idempotencyKey)
      if (repeated?.terms.role === 'close' && positionIdOf(repeated.terms) === positionId) return orderView(repeated)
      const { instrumentId, owner } = readings.positionById(positionId)
      const reason = fraction < 1 ? 'partly closed by hand' : 'closed by hand'
      const request = { instrumentId, owner, fraction, source: 'hand', idempotencyKey, reason } as const
      return placedOrder(session.desk.submit(session.desk.closeIntent(request)))
    },
    previewProtection: (input) => protectPreviewView(session.exits.preview(exitDraft(input, readings))),
    async protect(input, idempotencyKey) {
      const denial = session.exits.move({ ...exitDraft(input, readings), by: 'hand', idempotencyKey })
      if (denial) throw denied(denial)
      await session.execution.whenStored()
      return readings.position(readings.positionById(input.positionId))
    },
  }
}

function analyticsApi({ session }: EngineParts): EngineApi['analytics'] {
  const { account, analytics } = session
  return {
    equity: (limit) => account.points(limit),
    performance: (group) => analytics.performance(group),
    portfolioRisk: () => analytics.portfolioRisk(),
    trades: ({ limit, instrumentId, owner }) =>
      analytics.trades({
        limit,
        owner,
        instrumentId: instrumentId === undefined ? undefined : parseInstrumentId(instrumentId),
      }),
  }
}

function accountApi({ session }: EngineParts, readings: Readings): EngineApi['account'] {
  let lastReset: { readonly key: string; readonly done: Promise<void> } | undefined
  return {
    get: () => readings.account(),
    fills({ instrumentId, limit }) {
      const fills = session.execution.recentFills(Number.MAX_SAFE_INTEGER)
      return fills
        .filter(({ fill }) => instrumentId === undefined || fill.instrumentId === instrumentId)
        .slice(0, limit)
        .map(({ fill, realisedPnl }) => fillView(fill, realisedPnl.toFixed()))
    },
    async reset(idempotencyKey) {
      if (lastReset?.key !== idempotencyKey) lastReset = { key: idempotencyKey, done: session.resetAccount() }
      try {
        await lastReset.done
      } catch (error) {
        // A reset that failed may be asked for again.
        lastReset = undefined
        throw error
      }
      return readings.account()
    },
  }
}

/** @throws EngineError `DENIED` with the numbers. */
function placedOrder(answer: DeskAnswer): ReturnType<typeof orderView> {
  if (answer.kind === 'placed') return orderView(answer.order)
  throw denied(answer.denial)
}

/** @throws EngineError `DENIED` with the numbers. */
function placedOrders(answer: OcoAnswer): ReturnType<typeof orderView>[] {
  if (answer.kind === 'placed') return answer.orders.map(orderView)
  throw denied(answer.denial)
}

function denied(denial: Denial): EngineError {
  return new EngineError('DENIED', denial.message, { data: denialView(denial) })
}

/** @throws EngineError `UNKNOWN_POSITION`. */
function exitDraft({ positionId, stopPrice, targetPrice }: ProtectPositionInput, readings: Readings): ExitDraft {
  const { instrumentId, owner } = readings.positionById(positionId)
  return {
    instrumentId,
    owner,
    ...(stopPrice !== undefined && { stopPrice: stopPrice === null ? null : price(stopPrice) }),
    ...(targetPrice !== undefined && { targetPrice: targetPrice === null ? null : price(targetPrice) }),
  }
}
