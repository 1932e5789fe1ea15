import type { CandlesView, OrderDraft, OrderView, StrategyView } from '../../../src-contract/index.ts'
import { EngineError, ensureDefined } from '../../base/index.ts'
import type { CandlesRequest, EngineApi } from '../ports.ts'
import { CONNECTION, STREAM } from './connection-fixtures.ts'
import { fakeAccounts } from './account-fixtures.ts'
import { FakeTopics } from './fake-topics.ts'
import {
  ACCOUNT,
  ALERT,
  candleAt,
  COMPONENT,
  ENDPOINT,
  CONFIG,
  DEPARTURE,
  ICT_RECORD,
  INDICATOR,
  INSTRUMENT,
  INSTRUMENT_ID,
  LOG_LINE,
  LAYOUT,
  METRICS,
  ORDER,
  POSITION,
  PRICE_ALERT,
  QUOTE,
  SECRET,
  SIGNAL,
  START_MS,
  STATUS,
  STRATEGY,
  VAULT,
} from './fixtures.ts'
import {
  CLOSED_TRADE,
  DIFFERENCE,
  GUARD,
  HANDOVER,
  METER,
  PERFORMANCE_ROW,
  PORTFOLIO_RISK,
  RECONCILIATION,
  REFUSAL,
  RESOLUTION,
} from './safety-fixtures.ts'

/** Largest quantity that the fake's risk check lets through. */
export const LARGEST_QUANTITY = 10

/** An engine that holds canned state, for tests and measurements of the door in front of it. */
export class FakeEngine implements EngineApi {
  readonly topics = new FakeTopics()
  /** Calls that reached the engine, as `noun.verb`. */
  readonly calls: string[] = []
  /** Grows when a bar is stored. */
  revision = 1
  candleLoads = 0

  readonly system: EngineApi['system'] = {
    status: () => this.#called('system.status', STATUS),
    health: () => ({ health: 'healthy', checks: [{ name: 'feed', health: 'healthy', detail: 'fresh' }] }),
    components: () => [COMPONENT],
    restartComponent: async (name) => {
      if (name === COMPONENT.name) return this.#called('system.restartComponent', COMPONENT)
      throw new EngineError('UNKNOWN_COMPONENT', `There is no component ${name}`, { data: { known: [COMPONENT.name] } })
    },
    pause: () => this.#called('system.pause', 'reducing' as const),
    resume: () => this.#called('system.resume', 'active' as const),
    kill: () =>
      this.#called('system.kill', { tradingState: 'reducing' as const, cancelledOrders: 2, closingPositions: 1 }),
    departure: () => DEPARTURE,
    shutdown: () => this.#called('system.shutdown', undefined),
  }

  readonly config: EngineApi['config'] = {
    get: () => CONFIG,
    validate: () => ({ valid: true, faults: [] }),
    put: async (_patch, expectedVersion) => {
      if (expectedVersion !== undefined && expectedVersion !== CONFIG.version) {
        throw new EngineError('CONFIG_CONFLICT', `The configuration is at version ${CONFIG.version}`)
      }
      return this.#called('config.put', { version: CONFIG.version + 1, changed: ['gateway.port'], restartNeeded: [] })
    },
    history: () => [
      {
        version: CONFIG.version,
        timeMs: START_MS,
        source: 'api',
        differences: [{ path: 'gateway.port', before: 4000, after: 4001 }],
      },
    ],
    revert: async (version) => {
      if (version > CONFIG.version) throw new EngineError('UNKNOWN_VERSION', `There is no version ${version}`)
      return this.#called('config.revert', {
        version: CONFIG.version + 1,
        changed: ['gateway.port'],
        restartNeeded: [],
      })
    },
  }

  readonly market: EngineApi['market'] = {
    instruments: () => [INSTRUMENT],
    refreshInstruments: async () => this.#called('market.refreshInstruments', [INSTRUMENT]),
    quotes: () => [QUOTE],
    candles: async (request) => this.#candles(request),
    candlesRevision: () => this.revision,
    catalogue: () => [INDICATOR],
    indicatorSeries: async ({ instrumentId, timeframe, indicator, parameters }) => ({
      instrumentId,
      timeframe,
      indicator,
      parameters,
      columns: INDICATOR.columns.map(({ id }) => id),
      points: [{ openTimeMs: START_MS, values: [null] }],
    }),
    ictRecords: async ({ instrumentId, timeframe, kinds }) => ({
      instrumentId,
      timeframe,
      records: kinds === undefined || kinds.includes(ICT_RECORD.kind) ? [ICT_RECORD] : [],
    }),
  }

  readonly strategies: EngineApi['strategies'] = {
    list: () => [STRATEGY],
    setEnabled: async (strategyId, enabled) => ({ ...this.#strategy(strategyId), enabled }),
    setParameters: async (strategyId, parameters) => ({ ...this.#strategy(strategyId), parameters }),
    signals: () => [SIGNAL],
  }

  readonly orders: EngineApi['orders'] = {
    list: () => [ORDER],
    preview: () => ({
      accepted: true,
      denial: null,
      rules: [],
      quantity: '1',
      notional: '64000',
      estimatedPrice: '64000',
      estimatedFee: '12.8',
      riskAtStop: null,
      rewardToRisk: null,
    }),
    create: (draft) => this.#create(draft),
    createOco: (drafts) => drafts.map((draft) => this.#create(draft)),
    previewAmend: () => ({
      accepted: true,
      denial: null,
      rules: [],
      quantity: null,
      notional: null,
      estimatedPrice: null,
      estimatedFee: null,
      riskAtStop: null,
      rewardToRisk: null,
    }),
    amend: ({ orderId }) => this.#called('orders.amend', { ...ORDER, orderId }),
    cancel: (orderId) => {
      if (orderId !== ORDER.orderId) throw new EngineError('UNKNOWN_ORDER', `There is no order ${orderId}`)
      return this.#called('orders.cancel', { ...ORDER, state: 'cancelling' as const })
    },
    cancelAll: () => this.#called('orders.cancelAll', 2),
  }

  readonly positions: EngineApi['positions'] = {
    list: () => [POSITION],
    close: (positionId) => {
      if (positionId !== POSITION.positionId) throw new EngineError('UNKNOWN_POSITION', `No position ${positionId}`)
      return this.#called('positions.close', { ...ORDER, role: 'close' as const, reduceOnly: true })
    },
    previewProtection: () => ({
      accepted: true,
      denial: null,
      profitAtStop: '-1000',
      profitAtTarget: '2000',
      rewardToRisk: 2,
    }),
    protect: async ({ stopPrice = null, targetPrice = null }) =>
      this.#called('positions.protect', { ...POSITION, stopPrice, targetPrice }),
    previewHandOver: () => HANDOVER,
    handOver: async ({ positionId }) => {
      if (positionId !== POSITION.positionId) throw new EngineError('UNKNOWN_POSITION', `No position ${positionId}`)
      return this.#called('positions.handOver', [POSITION])
    },
  }

  readonly account: EngineApi['account'] = {
    get: () => ACCOUNT,
    fills: () => [],
    reset: async () => this.#called('account.reset', ACCOUNT),
  }

  readonly accounts = fakeAccounts((name, result) => this.#called(name, result))

  readonly analytics: EngineApi['analytics'] = {
    equity: () => [{ timeMs: START_MS, equity: 100_000, cash: 100_000 }],
    performance: (group) => ({ group, currency: 'USDT', zone: 'UTC', rows: [PERFORMANCE_ROW] }),
    portfolioRisk: () => PORTFOLIO_RISK,
    trades: () => [CLOSED_TRADE],
  }

  readonly reconciliation: EngineApi['reconciliation'] = {
    get: () => RECONCILIATION,
    run: async () => this.#called('reconciliation.run', RECONCILIATION),
    preview: ({ differenceId }) => this.#ofDifference(differenceId, RESOLUTION),
    resolve: async ({ differenceId }) =>
      this.#called('reconciliation.resolve', this.#ofDifference(differenceId, { ...DIFFERENCE, state: 'resolved' })),
    hold: async (instrumentId, reason) => {
      const instrument = ensureDefined(RECONCILIATION.instruments[0], 'instrument')
      if (instrumentId !== instrument.instrumentId) {
        throw new EngineError('UNKNOWN_INSTRUMENT', `There is no instrument ${instrumentId}`)
      }
      return this.#called('reconciliation.hold', { ...instrument, quarantine: { reason, sinceMs: START_MS } })
    },
    release: async (instrumentId) => {
      const [instrument] = RECONCILIATION.instruments
      if (instrument === undefined || instrumentId !== instrument.instrumentId) {
        throw new EngineError('NOT_QUARANTINED', `${instrumentId} is not in quarantine`)
      }
      return this.#called('reconciliation.release', { ...instrument, quarantine: null })
    },
  }

  readonly protection: EngineApi['protection'] = { meters: () => [METER] }

  readonly risk: EngineApi['risk'] = {
    guards: () => [GUARD],
    rearm: (guardId) => {
      if (guardId !== GUARD.guardId) throw new EngineError('UNKNOWN_GUARD', `There is no guard ${guardId}`)
      return this.#called('risk.rearm', { ...GUARD, state: 'armed' as const, sinceMs: null, rearmable: false })
    },
    refusals: () => [REFUSAL],
  }

  readonly alerts: EngineApi['alerts'] = {
    list: () => [ALERT],
    acknowledge: (alertId) => {
      if (alertId !== ALERT.alertId) throw new EngineError('UNKNOWN_ALERT', `There is no alert ${alertId}`)
      return this.#called('alerts.acknowledge', { ...ALERT, acknowledgedAtMs: START_MS })
    },
    acknowledgeAll: () => this.#called('alerts.acknowledgeAll', 1),
    listPrices: () => [PRICE_ALERT],
    createPrice: (draft) => this.#called('alerts.createPrice', { ...PRICE_ALERT, ...draft }),
    removePrice: (priceAlertId) => {
      if (priceAlertId !== PRICE_ALERT.priceAlertId) {
        throw new EngineError('UNKNOWN_ALERT', `There is no price alert ${priceAlertId}`)
      }
      this.#called('alerts.removePrice', undefined)
    },
  }

  readonly metrics: EngineApi['metrics'] = {
    series: (metricId, range) => {
      const known = METRICS.definitions.map((definition) => definition.metricId)
      if (known.includes(metricId)) {
        return { metricId, range, stepMs: 60_000, points: [{ timeMs: START_MS, mean: 0.12, max: 0.5 }] }
      }
      throw new EngineError('UNKNOWN_METRIC', `There is no metric ${metricId}`, { data: { known } })
    },
  }

  readonly logs: EngineApi['logs'] = {
    list: () => [LOG_LINE],
  }

  readonly endpoints: EngineApi['endpoints'] = { list: () => [ENDPOINT] }

  readonly connections: EngineApi['connections'] = { list: () => [CONNECTION], streams: () => [STREAM] }

  readonly workspace: EngineApi['workspace'] = {
    settledView: async () => ({ layouts: [LAYOUT], fault: null }),
    put: async (layout) => this.#called('workspace.put', { ...layout, changedAtMs: START_MS }),
    reset: async (layoutId) => this.#called('workspace.reset', { ...LAYOUT, layoutId, arrangement: null }),
    remove: async (layoutId) => {
      if (layoutId !== LAYOUT.layoutId) throw new EngineError('UNKNOWN_LAYOUT', `There is no layout ${layoutId}`)
      this.#called('workspace.remove', undefined)
    },
  }

  readonly secrets: EngineApi['secrets'] = {
    view: () => VAULT,
    unlock: async () => this.#called('secrets.unlock', VAULT),
    setPassphrase: async () => this.#called('secrets.setPassphrase', VAULT),
    list: () => [SECRET],
    put: async (name) => this.#called('secrets.put', { ...SECRET, name }),
    remove: async (name) => {
      if (name !== SECRET.name) throw new EngineError('UNKNOWN_SECRET', `No secret is kept under the name ${name}.`)
      this.#called('secrets.remove', undefined)
    },
  }

  #called<T>(name: string, result: T): T {
    this.calls.push(name)
    return result
  }

  #ofDifference<T>(differenceId: string, result: T): T {
    if (differenceId === DIFFERENCE.differenceId) return result
    throw new EngineError('UNKNOWN_DIFFERENCE', `There is no difference ${differenceId}`)
  }

  #candles({ instrumentId, timeframe, limit }: CandlesRequest): CandlesView {
    if (instrumentId !== INSTRUMENT_ID) {
      throw new EngineError('UNKNOWN_INSTRUMENT', `There is no instrument ${instrumentId}`, {
        data: { instrumentId, known: [INSTRUMENT_ID] },
      })
    }
    this.candleLoads += 1
    return { instrumentId, timeframe, candles: Array.from({ length: limit }, (_, index) => candleAt(index)) }
  }

  #strategy(strategyId: string): StrategyView {
    if (strategyId === STRATEGY.strategyId) return this.#called('strategies.change', STRATEGY)
    throw new EngineError('UNKNOWN_STRATEGY', `There is no strategy ${strategyId}`, {
      data: { strategyId, known: [STRATEGY.strategyId] },
    })
  }

  #create({ size, instrumentId }: OrderDraft): OrderView {
    const quantity = size.kind === 'quantity' ? size.quantity : '1'
    if (Number(quantity) <= LARGEST_QUANTITY) return this.#called('orders.create', { ...ORDER, instrumentId, quantity })
    throw new EngineError('DENIED', `The order is larger than ${LARGEST_QUANTITY} BTC`, {
      data: {
        code: 'MAX_ORDER_QUANTITY',
        message: 'Order too large',
        measured: Number(quantity),
        limit: LARGEST_QUANTITY,
        unit: 'BTC',
        quantityThatFits: String(LARGEST_QUANTITY),
      },
    })
  }
}
