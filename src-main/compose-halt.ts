import type { TradingStateMachine } from './risk/index.ts'

/**
 * Halts trading before anything trades, because the engine was started with a reason not to. A kill switch that was at
 * work when the engine ended goes on instead: it has positions to close, and ends in a halt by itself.
 * @returns whether trading was halted just now.
 */
export function comeUpHalted(tradingState: TradingStateMachine, reason: string): boolean {
  if (tradingState.killing || tradingState.state === 'halted') return false
  tradingState.halt(reason)
  return true
}
