import type { CandlesView, SignalView, StrategyView } from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'

const BAR_MS = 60_000

/**
 * The EMA cross on bars of one minute so short-sighted that it wants something at nearly every bar, and a market of
 * which a bar passes every three seconds.
 */
export const RESTLESS = {
  market: { simulated: { speed: 20 } },
  risk: { oversizedSignals: 'deny' },
  strategies: {
    'ema-cross': {
      enabled: false,
      parameters: { fastPeriod: 1, slowPeriod: 2, atrPeriod: 5, entryWindowBars: 100, riskFraction: 0.0002 },
    },
  },
} as const

export const signalsOf = async (engine: EngineAccess): Promise<SignalView[]> =>
  (await engine.get<{ signals: SignalView[] }>('/signals')).signals

export async function strategyOf(engine: EngineAccess, strategyId = 'ema-cross'): Promise<StrategyView> {
  const { strategies } = await engine.get<{ strategies: StrategyView[] }>('/strategies')
  const strategy = strategies.find((each) => each.strategyId === strategyId)
  if (strategy === undefined) throw new Error(`no strategy ${strategyId}`)
  return strategy
}

export const sessionTimeOf = async (engine: EngineAccess): Promise<number> =>
  (await engine.get<{ sessionTimeMs: number }>('/status')).sessionTimeMs

/**
 * Closes of bars at which the averages of {@link RESTLESS} cross, oldest first: the fast one is the price itself, the
 * slow one gives the newest bar two thirds.
 */
export async function crossesOf(engine: EngineAccess, instrumentId: string): Promise<number[]> {
  const query = new URLSearchParams({ instrumentId, timeframe: '1m', limit: '200' })
  const { candles } = await engine.get<CandlesView>(`/candles?${query.toString()}`)
  const crosses: number[] = []
  let slow = candles[0]?.close ?? 0
  let side = 0
  for (const { close, openTimeMs } of candles) {
    slow += (2 / 3) * (close - slow)
    const next = Math.sign(close - slow) || side
    if (side !== 0 && next !== side) crosses.push(openTimeMs + BAR_MS)
    side = next
  }
  return crosses
}

/** Close of the bar that is open at a time; a time on a close belongs to the bar that begins there. */
export const nextCloseMs = (timeMs: number): number => (Math.floor(timeMs / BAR_MS) + 1) * BAR_MS

export interface Deed {
  /** Session time just before and just after it. */
  readonly beganMs: number
  readonly endedMs: number
}

/** Does something and says between which moments of the session it was done. */
export async function timed(engine: EngineAccess, deed: () => Promise<void>): Promise<Deed> {
  const beganMs = await sessionTimeOf(engine)
  await deed()
  return { beganMs, endedMs: await sessionTimeOf(engine) }
}
