import {
  HAND,
  type InstrumentId,
  type Owner,
  parseInstrumentId,
  strategyId,
  strategyOwner,
} from '../../domain/index.ts'
import { GuardBook } from '../guards/guard-book.ts'
import { GuardConfig, GuardsConfig } from '../guards/guard-config.ts'
import type { ClosedTrade } from '../guards/guard-inputs.ts'
import type { GuardBookState, GuardEffect } from '../guards/guard-state.ts'

export const MINUTE = 60_000
export const DAY = 1_440 * MINUTE
/** 2026-01-05 00:00 UTC, a Monday. */
export const MONDAY = 1_767_571_200_000

export const BTC_ID = parseInstrumentId('simulated:BTC-PERP')
export const ETH_ID = parseInstrumentId('simulated:ETH-PERP')
export const EMA = strategyOwner(strategyId('ema-cross'))

/** Only the guards named. */
export function onlyGuards(guards: Record<string, object>): GuardsConfig {
  const off = Object.fromEntries(
    Object.entries(GuardsConfig.parse({})).map(([id, config]) => [id, { ...config, enabled: false }]),
  )
  const own = Object.entries(guards).map(([id, config]) => [id, GuardConfig.parse({ kind: id, ...config })])
  return { ...off, ...Object.fromEntries(own) }
}

/** A book of guards on an account of 100,000 whose trading days begin at midnight. */
export class GuardBench {
  readonly book: GuardBook
  nowMs = MONDAY

  constructor(guards: Record<string, object>) {
    this.book = new GuardBook(onlyGuards(guards))
  }

  equity(equity: number, afterMs = 1_000): string[] {
    this.nowMs += afterMs
    const dayStartMs = Math.floor(this.nowMs / DAY) * DAY
    const weekId = Math.floor((dayStartMs - MONDAY) / (7 * DAY))
    const input = { timeMs: this.nowMs, equity, dayStartEquity: 100_000, dayEndMs: dayStartMs + DAY, weekId }
    return said(this.book.handleEquity(input))
  }

  trade(profit: number, { afterMs = MINUTE, ...change }: Partial<ClosedTrade> & { afterMs?: number } = {}): string[] {
    this.nowMs += afterMs
    const trade = { owner: HAND, instrumentId: BTC_ID, profit, equity: 100_000, isStop: false, timeMs: this.nowMs }
    return said(this.book.handleClosedTrade({ ...trade, ...change }))
  }

  wait(ms: number): string[] {
    this.nowMs += ms
    return said(this.book.handleTime(this.nowMs))
  }

  configure(guards: Record<string, object>): string[] {
    return said(this.book.applyConfig(onlyGuards(guards), this.nowMs))
  }

  rearm(guardId: string, scope = 'account'): string[] {
    return said(this.book.rearm(guardId, scope, { by: 'hand', timeMs: this.nowMs }))
  }

  blocks(owner: Owner = HAND, instrumentId: InstrumentId = BTC_ID): string | undefined {
    return this.book.blocks(owner, instrumentId)?.guardId
  }

  /** The book as it is after a restart: written as JSON, read back. */
  restarted(guards: Record<string, object>): GuardBench {
    const next = new GuardBench(guards)
    next.nowMs = this.nowMs
    next.book.restore(JSON.parse(JSON.stringify(this.book.state())) as GuardBookState, this.nowMs)
    return next
  }
}

/** `tripped dailyLoss account cancelEntries`. */
export function said(effects: readonly GuardEffect[]): string[] {
  return effects.map((effect) => {
    const { kind, guardId, scope } = effect
    return [kind, guardId, scope, ...(effect.kind === 'tripped' ? [effect.action] : [])].join(' ')
  })
}
