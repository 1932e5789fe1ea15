import type { GuardConfig } from './guard-config.ts'
import type { StoredTrade } from './guard-state.ts'

/** More trades are never remembered: no limit counts further. */
const MOST_TRADES = 1_000
const MINUTE_MS = 60_000

/** The trades that still count for the guard, oldest first. */
export function remembered(trades: readonly StoredTrade[], config: GuardConfig, nowMs: number): readonly StoredTrade[] {
  if (!('lookbackMinutes' in config)) return []
  const fromMs = nowMs - config.lookbackMinutes * MINUTE_MS
  return trades.filter(({ timeMs }) => timeMs > fromMs).slice(-MOST_TRADES)
}

export interface NewestTrade {
  /** Losses in a row up to now. */
  readonly streak: number
  /** The trade that has just closed; undefined where none has. */
  readonly newest: StoredTrade | undefined
}

/** Value of a guard that counts trades, in its unit. */
export function measureTrades(
  config: GuardConfig,
  trades: readonly StoredTrade[],
  { streak, newest }: NewestTrade,
): number {
  switch (config.kind) {
    case 'losingStreak':
      return streak
    case 'cooldown':
      return newest && (config.after === 'anyTrade' || newest.profitFraction < 0) ? 1 : 0
    case 'stopLosses':
      return trades.filter((trade) => trade.isStop && (!config.lossesOnly || trade.profitFraction < 0)).length
    case 'lowProfit':
      return trades.reduce((sum, { profitFraction }) => sum + profitFraction, 0)
    default:
      return 0
  }
}
