import { DisposableStore, ensureDefined, errorText } from '../base/index.ts'
import {
  type Candle,
  type InstrumentId,
  type Owner,
  type StrategyId,
  strategyOwner,
  type Timeframe,
  TIMEFRAME_MS,
} from '../domain/index.ts'
import {
  findStrategy,
  type Strategy,
  type StrategyDecision,
  type StrategyDefinition,
  type StrategyStanding,
} from '../strategies/index.ts'
import type { MarketOpener } from './deployed-market.ts'
import { isAfterGap, type Series } from './series.ts'

/** How a strategy is set up: the configuration's entry with the instruments resolved. */
export interface DeploymentSettings {
  readonly enabled: boolean
  readonly instruments: readonly InstrumentId[]
  readonly timeframe: Timeframe
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Closed bars of one series, oldest first, for warming up. */
export type History = (instrumentId: InstrumentId, timeframe: Timeframe, bars: number) => readonly Candle[]

/** Averages remember their first bars for several lengths: with so many, values no longer depend on where they began. */
const WARM_UP_FACTOR = 10

/** How a strategy is looked up by its id. */
export type StrategyFinder = (id: string) => StrategyDefinition | undefined

export interface DeploymentPorts {
  readonly history: History
  readonly openMarket: MarketOpener
  /** The library's own unless given. */
  readonly find?: StrategyFinder | undefined
}

const NOT_SET_UP: DeploymentSettings = { enabled: false, instruments: [], timeframe: '1m', parameters: {} }

/** A strategy on one instrument, with the newest bar that it has seen. */
interface Instance {
  readonly strategy: Strategy
  newest: Candle | undefined
  /** Minutes are missing in {@link newest}, or bars before it. */
  isAfterGap: boolean
}

const IDLE: StrategyStanding = { quantity: 0, orderInFlight: false }

/** One strategy of the configuration with one instance per instrument. */
export class Deployment {
  readonly id: StrategyId
  /** Whom its positions and orders belong to; made once, because it is looked up at every bar. */
  readonly owner: Owner
  readonly definition: StrategyDefinition
  readonly #ports: DeploymentPorts
  #settings: DeploymentSettings = NOT_SET_UP
  readonly #instances = new Map<InstrumentId, Instance>()
  /** What the instances have asked of the market. */
  #markets = new DisposableStore()
  #fault: string | undefined

  /** It does nothing until {@link apply} sets it up. */
  constructor(id: StrategyId, ports: DeploymentPorts) {
    const { find = findStrategy } = ports
    this.id = id
    this.owner = strategyOwner(id)
    this.definition = ensureDefined(find(id), `strategy ${id}`)
    this.#ports = ports
  }

  get settings(): DeploymentSettings {
    return this.#settings
  }

  /** Why it was taken out of service; it stays out until it is switched or set anew. */
  get fault(): string | undefined {
    return this.#fault
  }

  get isWarm(): boolean {
    return [...this.#instances.values()].every(({ strategy }) => strategy.ready)
  }

  /**
   * New settings act at the next bar: instances are rebuilt and warmed with the bars before it. A strategy that fails at
   * that is out of service, see {@link fault}.
   */
  apply(settings: DeploymentSettings): void {
    this.#settings = settings
    this.#fault = undefined
    this.#release()
    if (!settings.enabled) return
    try {
      this.#build(settings)
    } catch (error) {
      this.takeOutOfService(errorText(error))
    }
  }

  follows(instrumentId: InstrumentId, timeframe: Timeframe): boolean {
    return this.#settings.timeframe === timeframe && this.#instances.has(instrumentId)
  }

  handleCandle(instrumentId: InstrumentId, candle: Candle, standing: StrategyStanding): StrategyDecision | undefined {
    const instance = this.#instances.get(instrumentId)
    if (!instance) return undefined
    instance.isAfterGap = isAfterGap(instance.newest, candle, this.#settings.timeframe)
    instance.newest = candle
    return instance.strategy.handleCandle(candle, standing)
  }

  /** True where minutes are missing in the newest bar of the instrument, or bars before it. */
  isAfterGap(instrumentId: InstrumentId): boolean {
    return this.#instances.get(instrumentId)?.isAfterGap ?? false
  }

  takeOutOfService(fault: string): void {
    this.#fault = fault
    this.#release()
  }

  /** Gives back what its instances use; it does nothing until it is set up anew. */
  dispose(): void {
    this.#release()
  }

  #release(): void {
    this.#instances.clear()
    this.#markets.dispose()
    this.#markets = new DisposableStore()
  }

  #build({ instruments, timeframe, parameters }: DeploymentSettings): void {
    const parsed = this.definition.parameters.parse(parameters)
    const bars = WARM_UP_FACTOR * this.definition.warmUpBars(parsed)
    for (const instrumentId of instruments) {
      const history = this.#ports.history(instrumentId, timeframe, bars)
      const strategy = this.#warmedUp({ instrumentId, timeframe }, parsed, history)
      this.#instances.set(instrumentId, { strategy, newest: history.at(-1), isAfterGap: false })
    }
  }

  /** An instance that has seen these bars, and the market beside each of them as it was known then. */
  #warmedUp(series: Series, parameters: unknown, history: readonly Candle[]): Strategy {
    const market = this.#markets.add(this.#ports.openMarket(series, history[0]?.openTimeMs))
    const instance = this.definition.create(parameters, series.instrumentId, market)
    for (const candle of history) {
      market.advanceTo(candle.openTimeMs + TIMEFRAME_MS[series.timeframe])
      instance.handleCandle(candle, IDLE)
    }
    market.goLive()
    return instance
  }
}
