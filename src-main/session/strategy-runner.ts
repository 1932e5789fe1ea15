import {
  type Clock,
  Emitter,
  errorText,
  type Event,
  type Logger,
  RingBuffer,
  timeMs,
  timeText,
  toFloat,
} from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  type Candle,
  HAND,
  type InstrumentId,
  type Owner,
  type Signal,
  type StrategyId,
  type Timeframe,
  TIMEFRAME_MS,
} from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import type { StrategyDecision, StrategyStanding } from '../strategies/index.ts'
import { Deployment, type DeploymentSettings, type History, type StrategyFinder } from './deployment.ts'
import type { MarketOpener } from './deployed-market.ts'
import type { SignalDesk } from './signal-desk.ts'
import type { SignalRecord } from './signal-record.ts'

const KEPT_SIGNALS = 500
/** Session time after a bar's close within which its decision still counts. */
const LATE_AFTER_MS = 60_000

export interface StrategyRunnerPorts {
  readonly signals: SignalDesk
  readonly execution: Execution
  readonly portfolio: Portfolio
  readonly history: History
  readonly openMarket: MarketOpener
  /** The library's own unless given. */
  readonly findStrategy?: StrategyFinder
  /** Session clock. */
  readonly clock: Clock
  readonly bus: EventBus
  readonly logger: Logger
}

/** Gives closed bars to the strategies that follow them and their decisions to the desk. */
export class StrategyRunner {
  readonly #ports: StrategyRunnerPorts
  readonly #deployments = new Map<StrategyId, Deployment>()
  readonly #records = new RingBuffer<SignalRecord>(KEPT_SIGNALS)
  readonly #signals: Emitter<SignalRecord>
  #signalCount = 0
  #denialCount = 0

  constructor(ports: StrategyRunnerPorts) {
    this.#ports = ports
    this.#signals = new Emitter((error) =>
      ports.logger.error('a listener of signals failed', { error: errorText(error) }),
    )
  }

  /** A signal and what became of it. */
  get onSignal(): Event<SignalRecord> {
    return this.#signals.event
  }

  get deployments(): ReadonlyMap<StrategyId, Deployment> {
    return this.#deployments
  }

  get signalCount(): number {
    return this.#signalCount
  }

  get denialCount(): number {
    return this.#denialCount
  }

  /** Newest last. */
  signals(): readonly SignalRecord[] {
    return this.#records.toArray()
  }

  /** Why this owner cannot look after the instrument, as a sentence; undefined: it can, as a hand always can. */
  whyNotOwner(owner: Owner, instrumentId: InstrumentId): string | undefined {
    if (owner === HAND) return undefined
    const deployment = [...this.#deployments.values()].find((each) => each.owner === owner)
    if (!deployment) {
      const known = [HAND, ...[...this.#deployments.values()].map((each) => each.owner)].join(', ')
      return `there is no ${owner}; known are ${known}`
    }
    const { enabled, instruments } = deployment.settings
    if (!enabled) return `${owner} is switched off; switch it on first`
    if (deployment.fault !== undefined)
      return `${owner} is out of service (${deployment.fault}); switch it off and on again first`
    return instruments.includes(instrumentId) ? undefined : `${owner} does not trade ${instrumentId}`
  }

  /** Brings the running strategies in line with the configuration; those whose settings did not change go on untouched. */
  apply(settings: ReadonlyMap<StrategyId, DeploymentSettings>): void {
    for (const id of this.#deployments.keys()) if (!settings.has(id)) this.#drop(id)
    for (const [id, wanted] of settings) {
      this.#applyOne(id, wanted)
    }
  }

  /** What happens at the close of a bar: every strategy that follows it decides. */
  handleCandle(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    for (const deployment of this.#deployments.values()) {
      if (deployment.follows(instrumentId, timeframe)) this.#decide(deployment, instrumentId, candle)
    }
  }

  #drop(id: StrategyId): void {
    this.#deployments.get(id)?.dispose()
    this.#deployments.delete(id)
  }

  #applyOne(id: StrategyId, wanted: DeploymentSettings): void {
    const running = this.#deployments.get(id)
    if (running && isSame(running.settings, wanted)) return
    const deployment = running ?? this.#create(id)
    deployment.apply(wanted)
    this.#deployments.set(id, deployment)
    if (deployment.fault === undefined) return
    this.#ports.logger.error('a strategy failed while it was warmed up', { strategyId: id, error: deployment.fault })
  }

  #create(id: StrategyId): Deployment {
    const { history, openMarket, findStrategy: find } = this.#ports
    return new Deployment(id, { history, openMarket, find })
  }

  /** A bar that comes late, because it had to be fetched, is history: strategies see it, but nothing is done on it. */
  #decide(deployment: Deployment, instrumentId: InstrumentId, candle: Candle): void {
    const decision = this.#ask(deployment, instrumentId, candle)
    const closeMs = candle.openTimeMs + TIMEFRAME_MS[deployment.settings.timeframe]
    if (!decision || this.#ports.clock.nowMs() - closeMs > LATE_AFTER_MS) return
    const signal = stamp(deployment, instrumentId, { candle, decision })
    this.#signalCount += 1
    this.#ports.bus.publish('signal.generated', { signal })
    const outcome = this.#ports.signals.act(signal)
    if (outcome.kind === 'denied') this.#denialCount += 1
    const record = { signal, outcome }
    this.#records.push(record)
    this.#signals.fire(record)
  }

  /** A strategy that throws is taken out of service; the others go on. */
  #ask(deployment: Deployment, instrumentId: InstrumentId, candle: Candle): StrategyDecision | undefined {
    try {
      return deployment.handleCandle(instrumentId, candle, this.#standing(deployment.owner, instrumentId))
    } catch (error) {
      deployment.takeOutOfService(errorText(error))
      this.#ports.logger.error('a strategy failed and was taken out of service', {
        strategyId: deployment.id,
        instrumentId,
        error: errorText(error),
      })
      return undefined
    }
  }

  #standing(owner: Owner, instrumentId: InstrumentId): StrategyStanding {
    return {
      quantity: toFloat(this.#ports.portfolio.ownerQuantity(instrumentId, owner)),
      orderInFlight: this.#ports.execution.hasOrderInFlight(instrumentId, owner),
    }
  }
}

function stamp(
  deployment: Deployment,
  instrumentId: InstrumentId,
  { candle, decision }: { candle: Candle; decision: StrategyDecision },
): Signal {
  const { timeframe } = deployment.settings
  // Field by field: a spread would be slower, and this comes before every order.
  return {
    action: decision.action,
    stopLossPrice: decision.stopLossPrice,
    takeProfitPrice: decision.takeProfitPrice,
    size: decision.size,
    reasons: decision.reasons,
    gap: deployment.isAfterGap(instrumentId),
    signalId: `${deployment.id}-${instrumentId}-${timeframe}-${timeText(candle.openTimeMs)}-${decision.action}`,
    strategyId: deployment.id,
    instrumentId,
    timeframe,
    price: candle.close,
    timeMs: timeMs(candle.openTimeMs + TIMEFRAME_MS[timeframe]),
  }
}

function isSame(left: DeploymentSettings, right: DeploymentSettings): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
