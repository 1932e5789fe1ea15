import type { GuardConfig } from './guard-config.ts'
import { familyOf, limitOf, occurrence, sustainMs, unitOf } from './guard-kinds.ts'
import { type ScopeKey, scopeName } from './guard-scope.ts'
import type { GuardBlock, GuardEffect, GuardView, StoredGuard, StoredTrade, StoredTrip } from './guard-state.ts'
import { includes, isRearmable, stricter } from './strictness.ts'
import { measureTrades, remembered } from './trade-memory.ts'

const MINUTE_MS = 60_000

/** One guard in one scope: what it has measured, and whether it has tripped. */
export class GuardInstance {
  readonly guardId: string
  readonly scope: ScopeKey
  #config: GuardConfig
  #measured = 0
  #base: number | undefined
  #scale = 0
  #streak = 0
  #trades: readonly StoredTrade[] = []
  #overSinceMs: number | undefined
  #trip: StoredTrip | undefined
  #block: GuardBlock | undefined

  constructor(guardId: string, scope: ScopeKey, config: GuardConfig) {
    this.guardId = guardId
    this.scope = scope
    this.#config = config
  }

  static restored(stored: StoredGuard, config: GuardConfig): GuardInstance {
    const instance = new GuardInstance(stored.guardId, stored.scope, config)
    instance.#measured = stored.measured
    instance.#base = stored.base ?? undefined
    instance.#scale = stored.scale ?? 0
    instance.#streak = stored.streak
    instance.#trades = stored.trades
    instance.#setTrip(stored.trip ?? undefined)
    return instance
  }

  /** The settings that it stands by now: while it is tripped, none looser than those it tripped with. */
  get config(): GuardConfig {
    return this.#trip?.config ?? this.#config
  }

  get trip(): StoredTrip | undefined {
    return this.#trip
  }

  /** Undefined while it lets entries pass. */
  get block(): GuardBlock | undefined {
    return this.#block
  }

  get isReached(): boolean {
    const limit = limitOf(this.config)
    if (this.config.kind !== 'lowProfit') return this.#measured >= limit
    return this.#trades.length >= this.config.minTrades && this.#measured < limit
  }

  /**
   * Counts the loss of a value from where it stood, or from its peak.
   * @param value equity of the account, or profit of an owner or instrument
   * @param equity of the account: the loss is told as a share of what it was when counting began
   * @returns true where the peak has moved
   */
  observeValue(value: number, equity: number, timeMs: number): boolean {
    if (!Number.isFinite(value) || !Number.isFinite(equity)) return false
    const isPeak = this.config.kind === 'drawdown' && this.#base !== undefined && value > this.#base
    if (this.#base === undefined || isPeak) this.countFrom(value, equity)
    const lost = (this.#base ?? value) - value
    this.observe(this.#scale > 0 ? Math.max(0, lost / this.#scale) : 0, timeMs)
    return isPeak
  }

  /** Losses are counted from here. */
  countFrom(value: number, equity: number): void {
    this.#base = value
    this.#scale = equity
  }

  /** Losses are counted from the next value on. */
  forgetBase(): void {
    this.#base = undefined
  }

  /** Money was put in or taken out: neither is a profit or a loss. */
  shiftBase(amount: number): void {
    if (this.#base === undefined) return
    this.#base += amount
    this.#scale = Math.max(0, this.#scale + amount)
  }

  /** What is no number is left out: it would neither compare nor be stored. */
  observe(measured: number, timeMs: number): void {
    if (!Number.isFinite(measured)) return
    this.#measured = measured
    if (this.#trip) return
    if (!this.isReached) this.#overSinceMs = undefined
    else this.#overSinceMs ??= timeMs
  }

  observeTrade(trade: StoredTrade): void {
    if (!Number.isFinite(trade.profitFraction)) return
    const { config } = this
    this.#streak = trade.profitFraction < 0 ? this.#streak + 1 : 0
    this.#trades = remembered([...this.#trades, trade], config, trade.timeMs)
    this.observe(measureTrades(config, this.#trades, { streak: this.#streak, newest: trade }), trade.timeMs)
    const trip = this.#trip
    if (trip && trip.untilMs !== null && this.isReached)
      this.#setTrip({ ...trip, untilMs: Math.max(trip.untilMs, trade.timeMs + config.rearmMinutes * MINUTE_MS) })
  }

  /** Trips or arms the guard where that is due; undefined where it stays as it is. */
  settle(timeMs: number): GuardEffect | undefined {
    const trip = this.#trip
    if (!trip) return this.#isDue(timeMs) ? this.#trips(timeMs) : undefined
    const { config } = trip
    if (config.rearm === 'level' && this.#measured <= limitOf(config) * config.rearmShare && !this.isReached)
      return this.arm('its value has fallen far enough')
    if (trip.untilMs === null || timeMs < trip.untilMs) return undefined
    if (familyOf(config.kind) !== 'market' || !this.isReached) return this.arm('its time is over')
    this.#setTrip({ ...trip, untilMs: timeMs + config.rearmMinutes * MINUTE_MS })
    return undefined
  }

  /** Arms the guard again; what has tripped it is forgotten, so that it does not do so at once. */
  arm(why: string): GuardEffect {
    if (familyOf(this.config.kind) === 'trades') this.#forgetTrades()
    else if (familyOf(this.config.kind) === 'equity' && this.isReached) this.#forgetLoss()
    this.#setTrip(undefined)
    this.#overSinceMs = undefined
    const message = `Guard ${this.guardId} is armed again for ${scopeName(this.scope)}: ${why}.`
    return { kind: 'armed', guardId: this.guardId, scope: this.scope, message }
  }

  /** New settings. While it is tripped only what is stricter acts, at once; a stronger action is to be carried out. */
  applyConfig(config: GuardConfig | undefined, timeMs: number): GuardEffect | undefined {
    if (config) this.#config = config
    const trip = this.#trip
    if (!trip) {
      this.#recount(timeMs)
      return undefined
    }
    const next = stricter(trip.config, config)
    if (next === trip.config) return undefined
    const isStronger = next.action !== trip.config.action
    const longer = trip.untilMs === null ? null : trip.sinceMs + next.rearmMinutes * MINUTE_MS
    const untilMs = next.rearm === 'byHand' || longer === null ? null : Math.max(trip.untilMs ?? 0, longer)
    this.#setTrip({ ...trip, config: next, untilMs, done: trip.done && !isStronger })
    return isStronger ? this.#tripEffect(next) : undefined
  }

  /** Its action has been carried out. */
  finish(): void {
    if (this.#trip) this.#setTrip({ ...this.#trip, done: true })
  }

  stored(): StoredGuard {
    return {
      guardId: this.guardId,
      scope: this.scope,
      measured: this.#measured,
      base: this.#base ?? null,
      scale: this.#base === undefined ? null : this.#scale,
      streak: this.#streak,
      trades: [...this.#trades],
      trip: this.#trip ?? null,
    }
  }

  view(): GuardView {
    const trip = this.#trip
    const { config } = this
    return {
      guardId: this.guardId,
      kind: config.kind,
      scope: this.scope,
      state: trip ? 'tripped' : 'armed',
      measured: this.#measured,
      limit: limitOf(config),
      unit: unitOf(config.kind),
      sinceMs: trip?.sinceMs ?? null,
      untilMs: trip?.untilMs ?? null,
      action: config.action,
      rearmableByHand: trip !== undefined && isRearmable(config),
      message: trip ? `${this.#message(trip)}.` : '',
    }
  }

  #isDue(timeMs: number): boolean {
    return this.isReached && timeMs - (this.#overSinceMs ?? timeMs) >= sustainMs(this.#config)
  }

  #trips(timeMs: number): GuardEffect {
    const config = this.#config
    const untilMs = config.rearm === 'duration' ? timeMs + config.rearmMinutes * MINUTE_MS : null
    this.#setTrip({ sinceMs: timeMs, measured: this.#measured, untilMs, config, done: config.action === 'warn' })
    return this.#tripEffect(config)
  }

  #tripEffect({ action }: GuardConfig): GuardEffect {
    const message = this.#trip ? `${this.#message(this.#trip)}.` : ''
    return { kind: 'tripped', guardId: this.guardId, scope: this.scope, action, message }
  }

  #setTrip(trip: StoredTrip | undefined): void {
    this.#trip = trip
    this.#block = trip && includes(trip.config.action, 'blockEntries') ? this.#blockOf(trip) : undefined
  }

  #blockOf(trip: StoredTrip): GuardBlock {
    const { config, measured } = trip
    const figures = { measured, limit: limitOf(config), unit: unitOf(config.kind) }
    return { guardId: this.guardId, scope: this.scope, ...figures, message: this.#message(trip) }
  }

  #message({ config, measured, untilMs }: StoredTrip): string {
    const what = `Guard ${this.guardId} has tripped for ${scopeName(this.scope)}: ${occurrence(config, measured)}`
    return `${what}. ${rearmText(config, untilMs)}`
  }

  #recount(timeMs: number): void {
    if (familyOf(this.#config.kind) !== 'trades') return
    this.#trades = remembered(this.#trades, this.#config, timeMs)
    this.#measured = measureTrades(this.#config, this.#trades, { streak: this.#streak, newest: undefined })
  }

  #forgetTrades(): void {
    this.#trades = []
    this.#streak = 0
    this.#measured = 0
  }

  #forgetLoss(): void {
    this.forgetBase()
    this.#measured = 0
  }
}

/** When the guard lets go, without the full stop. */
function rearmText(config: GuardConfig, untilMs: number | null): string {
  const hand = isRearmable(config) ? ', or by hand' : ''
  switch (config.rearm) {
    case 'byHand':
      return 'It is armed again only by hand'
    case 'duration':
      return `It is armed again at ${new Date(untilMs ?? 0).toISOString().slice(0, 16).replace('T', ' ')} UTC${hand}`
    case 'level':
      return `It is armed again once the value is back at ${Math.round(config.rearmShare * 100)}% of the limit${hand}`
    default:
      return `It is armed again with the next ${config.kind === 'weeklyLoss' ? 'week' : 'day'}${hand}`
  }
}
