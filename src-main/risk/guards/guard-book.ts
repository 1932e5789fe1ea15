import { EngineError } from '../../base/index.ts'
import type { InstrumentId, Owner } from '../../domain/index.ts'
import type { GuardsConfig } from './guard-config.ts'
import type { GuardGroup } from './guard-kinds.ts'
import { GuardInstances } from './guard-instances.ts'
import type { ClosedTrade, EquityInput, ProfitInput } from './guard-inputs.ts'
import type { GuardInstance } from './guard-instance.ts'
import { ACCOUNT_SCOPE, instrumentScope, ownerScope, reachOf, type ScopeKey, scopeName } from './guard-scope.ts'
import { type GuardBlock, type GuardBookState, type GuardEffect, type GuardView, NO_EFFECTS } from './guard-state.ts'
import { isRearmable } from './strictness.ts'
import { sealBlock, SEALED_GUARD, sealView } from './sealed.ts'

/** Who arms a guard, and when. */
export interface HandRearm {
  /** A person's name, or what stands for one: `hand`. */
  readonly by: string
  readonly timeMs: number
}

interface Sample {
  readonly measured: number
  readonly timeMs: number
}

type MarketGroup = Exclude<GuardGroup, 'equity' | 'trades'>

/**
 * All guards of one account: what they measure, which have tripped, what that blocks. Pure: time comes with every input,
 * each input gives back what follows from it, and whoever feeds it stores the state before acting on that.
 */
export class GuardBook {
  readonly #instances: GuardInstances
  #period: { dayEndMs: number; weekId: number } | undefined
  #sealed: string | undefined
  readonly #staleSinceMs = new Map<InstrumentId, number>()
  readonly #newest = new Map<MarketGroup, Map<InstrumentId, number>>()
  #revision = 0
  #drift = 0

  constructor(config: GuardsConfig) {
    this.#instances = new GuardInstances(config)
  }

  /** Grows when something has changed that must not be lost: a trip, a re-arm, a closed trade, a new day. */
  get revision(): number {
    return this.#revision
  }

  /** Grows when a peak has moved: worth storing now and then. */
  get drift(): number {
    return this.#drift
  }

  /** A new price or booking: losses and drawdown of the whole account. */
  handleEquity(input: EquityInput): readonly GuardEffect[] {
    const { equity, timeMs, dayStartEquity } = input
    const isFirst = this.#period === undefined
    const rolled = this.#rollPeriod(input)
    const guards = this.#instances.at(ACCOUNT_SCOPE, 'equity')
    for (const guard of guards) {
      if (isFirst && guard.config.kind === 'dailyLoss') guard.countFrom(dayStartEquity, dayStartEquity)
      this.#observeValue(guard, equity, input)
    }
    const settled = this.#settle(guards, timeMs)
    return rolled.length === 0 ? settled : [...rolled, ...settled]
  }

  /** Losses and drawdown of owners and instruments. */
  handleProfits(input: ProfitInput): readonly GuardEffect[] {
    const seen: GuardInstance[] = []
    const observe = (scope: ScopeKey, profit: number): void => {
      for (const guard of this.#instances.ensure(scope, 'equity')) {
        this.#observeValue(guard, profit, input)
        seen.push(guard)
      }
    }
    for (const [owner, profit] of input.owners) observe(ownerScope(owner), profit)
    for (const [instrumentId, profit] of input.instruments) observe(instrumentScope(instrumentId), profit)
    return this.#settle(seen, input.timeMs)
  }

  handleClosedTrade({ owner, instrumentId, profit, equity, isStop, timeMs }: ClosedTrade): readonly GuardEffect[] {
    const profitFraction = equity > 0 ? profit / equity : Math.sign(profit)
    const seen: GuardInstance[] = []
    for (const scope of [ACCOUNT_SCOPE, ownerScope(owner), instrumentScope(instrumentId)]) {
      for (const guard of this.#instances.ensure(scope, 'trades')) {
        guard.observeTrade({ timeMs, profitFraction, isStop })
        seen.push(guard)
      }
    }
    this.#revision += 1
    // A trade may keep a tripped guard tripped for longer.
    this.#instances.handleTimes()
    return this.#settle(seen, timeMs)
  }

  /** @param annual yearly volatility, 1 is 100 %. */
  handleVolatility(instrumentId: InstrumentId, annual: number, timeMs: number): readonly GuardEffect[] {
    return this.#observeMarket('volatility', instrumentId, { measured: annual, timeMs })
  }

  /** @param fraction ask less bid as a share of the middle. */
  handleSpread(instrumentId: InstrumentId, fraction: number, timeMs: number): readonly GuardEffect[] {
    return this.#observeMarket('spread', instrumentId, { measured: fraction, timeMs })
  }

  /** The price of an instrument is stale from now on, or fresh again. */
  handleStale(instrumentId: InstrumentId, stale: boolean, timeMs: number): readonly GuardEffect[] {
    if (stale && this.#staleSinceMs.has(instrumentId)) return this.handleTime(timeMs)
    if (stale) this.#staleSinceMs.set(instrumentId, timeMs)
    else this.#staleSinceMs.delete(instrumentId)
    return this.#observeMarket('staleData', instrumentId, { measured: 0, timeMs })
  }

  /** Time has passed without anything else: what depends on it is due. */
  handleTime(timeMs: number): readonly GuardEffect[] {
    if (this.#staleSinceMs.size === 0) return this.#settle([], timeMs)
    const effects: GuardEffect[] = []
    for (const [instrumentId, sinceMs] of this.#staleSinceMs) {
      const measured = (timeMs - sinceMs) / 1_000
      effects.push(...this.#observeMarket('staleData', instrumentId, { measured, timeMs }))
    }
    return effects
  }

  /** Money was put in or taken out, neither a profit nor a loss. */
  handleCashFlow(amount: number): void {
    for (const instance of this.#instances.at(ACCOUNT_SCOPE, 'equity')) instance.shiftBase(amount)
    this.#revision += 1
  }

  /** The account begins anew: losses are counted from the next sample. What has tripped stays so. */
  handleReset(): void {
    for (const instance of this.#instances.ofGroup('equity')) instance.forgetBase()
    this.#period = undefined
    this.#revision += 1
  }

  /** New settings act at once, except that nothing that has tripped is loosened before it is armed again. */
  applyConfig(config: GuardsConfig, timeMs: number): readonly GuardEffect[] {
    const effects = this.#instances.applyConfig(config, timeMs)
    this.#revision += 1
    return [...effects, ...this.#settle([...this.#instances.all()], timeMs)]
  }

  /**
   * Arms a tripped guard again, because a person says so.
   * @throws EngineError `NOT_FOUND` where there is no such guard or scope; `BAD_REQUEST` where it has not tripped, or its
   * settings do not let a person arm it.
   */
  rearm(guardId: string, scope: string, { by, timeMs }: HandRearm): readonly GuardEffect[] {
    if (guardId === SEALED_GUARD) return this.#unseal(by)
    const instance = this.#instances.find(guardId, scope)
    if (!instance) throw this.#unknownGuard(guardId, scope)
    if (!instance.trip)
      throw new EngineError('BAD_REQUEST', `Guard ${guardId} has not tripped for ${scopeName(scope)}.`)
    if (!isRearmable(instance.trip.config)) {
      const message = `Guard ${guardId} may not be armed by hand (handRearm is false). ${instance.block?.message ?? ''}.`
      throw new EngineError('BAD_REQUEST', message)
    }
    return this.#armed(instance.arm(`by ${by}`), timeMs)
  }

  /** Whether {@link handleProfits} is of any use: some guard watches over owners or instruments by themselves. */
  get watchesParts(): boolean {
    return this.#instances.watchesParts
  }

  /** Whether {@link handleTime} has to be called without any other input: something is stale. */
  get needsTime(): boolean {
    return this.#staleSinceMs.size > 0
  }

  /** The guard that blocks entries of this owner in this instrument; undefined where none does. */
  blocks(owner: Owner, instrumentId: InstrumentId): GuardBlock | undefined {
    if (this.#sealed !== undefined) return sealBlock(this.#sealed)
    for (const instance of this.#instances.tripped) {
      if (!instance.block) continue
      const reach = reachOf(instance.scope)
      const isReached = (reach.owner ?? owner) === owner && (reach.instrumentId ?? instrumentId) === instrumentId
      if (isReached) return instance.block
    }
    return undefined
  }

  /** Trips whose action has not been carried out yet, or not to its end. */
  get unfinished(): readonly GuardEffect[] {
    return this.#instances.tripped.flatMap((instance) => {
      const { trip, guardId, scope, block } = instance
      if (!trip || trip.done) return []
      return [{ kind: 'tripped', guardId, scope, action: trip.config.action, message: `${block?.message ?? ''}.` }]
    })
  }

  /** The action of a tripped guard has been carried out to its end. */
  finish(guardId: string, scope: string): void {
    const instance = this.#instances.find(guardId, scope)
    if (!instance?.trip || instance.trip.done) return
    instance.finish()
    this.#revision += 1
  }

  /** Every guard in every scope that has been measured; a sealed book is one of them. */
  views(): readonly GuardView[] {
    const views = this.#instances.views()
    return this.#sealed === undefined ? views : [sealView(this.#sealed), ...views]
  }

  /** Blocks every entry until a person lifts that: what the guards remembered is not known any more. */
  seal(reason: string): void {
    this.#sealed = reason
    this.#revision += 1
  }

  state(): GuardBookState {
    const guards = this.#instances.stored()
    return { version: 1, period: this.#period ?? null, sealed: this.#sealed ?? null, guards }
  }

  /** Takes over what was stored; settings that have changed meanwhile act as on {@link applyConfig}. */
  restore({ period, sealed, guards }: GuardBookState, timeMs: number): readonly GuardEffect[] {
    this.#period = period ?? undefined
    this.#sealed = sealed ?? undefined
    return this.#instances.restore(guards, timeMs)
  }

  #rollPeriod({ timeMs, dayEndMs, weekId }: EquityInput): readonly GuardEffect[] {
    const before = this.#period
    if (before && timeMs < before.dayEndMs) return NO_EFFECTS
    this.#period = { dayEndMs, weekId }
    this.#revision += 1
    if (!before) return NO_EFFECTS
    const isNewWeek = weekId !== before.weekId
    return this.#instances.ofGroup('equity').flatMap((guard) => {
      const { kind } = guard.config
      const hasEnded = kind === 'dailyLoss' || (kind === 'weeklyLoss' && isNewWeek)
      return hasEnded ? this.#beginPeriod(guard, timeMs) : NO_EFFECTS
    })
  }

  #beginPeriod(instance: GuardInstance, timeMs: number): readonly GuardEffect[] {
    instance.forgetBase()
    instance.observe(0, timeMs)
    if (instance.trip?.config.rearm !== 'nextPeriod') return NO_EFFECTS
    return this.#armed(instance.arm('a new period has begun'), timeMs)
  }

  #armed(effect: GuardEffect, timeMs: number): readonly GuardEffect[] {
    this.#instances.handleSettled(timeMs)
    this.#revision += 1
    return [effect]
  }

  #observeValue(guard: GuardInstance, value: number, { equity, timeMs }: Pick<EquityInput, 'equity' | 'timeMs'>): void {
    if (guard.observeValue(value, equity, timeMs)) this.#drift += 1
  }

  #observeMarket(group: MarketGroup, instrumentId: InstrumentId, { measured, timeMs }: Sample): readonly GuardEffect[] {
    const own = this.#instances.ensure(instrumentScope(instrumentId), group)
    for (const guard of own) guard.observe(measured, timeMs)
    const shared = this.#instances.at(ACCOUNT_SCOPE, group)
    if (shared.length === 0) return this.#settle(own, timeMs)
    const worst = this.#worst(group, instrumentId, measured)
    for (const guard of shared) guard.observe(worst, timeMs)
    return this.#settle([...own, ...shared], timeMs)
  }

  /** Of the whole account: that of the instrument where it is worst. */
  #worst(group: MarketGroup, instrumentId: InstrumentId, measured: number): number {
    const newest = this.#newest.get(group) ?? new Map<InstrumentId, number>()
    this.#newest.set(group, newest.set(instrumentId, measured))
    return Math.max(...newest.values())
  }

  /** Trips and arms what is due: of the guards that were measured, and of those whose time is over. */
  #settle(measured: readonly GuardInstance[], timeMs: number): readonly GuardEffect[] {
    let effects: GuardEffect[] | undefined
    for (const guard of measured) {
      const effect = guard.settle(timeMs)
      if (effect) (effects ??= []).push(effect)
    }
    const isTimeOver = timeMs >= this.#instances.nextDueMs
    if (isTimeOver) {
      for (const guard of this.#instances.tripped) {
        const effect = guard.settle(timeMs)
        if (effect) (effects ??= []).push(effect)
      }
    }
    if (effects) this.#revision += 1
    if (effects || isTimeOver) this.#instances.handleSettled(timeMs)
    return effects ?? NO_EFFECTS
  }

  #unseal(by: string): readonly GuardEffect[] {
    if (this.#sealed === undefined) throw new EngineError('BAD_REQUEST', 'Nothing is blocked by an unreadable state.')
    this.#sealed = undefined
    this.#revision += 1
    const message = `The guards begin anew, by ${by}: entries are no longer blocked for want of what they remembered.`
    return [{ kind: 'armed', guardId: SEALED_GUARD, scope: ACCOUNT_SCOPE, message }]
  }

  #unknownGuard(guardId: string, scope: string): EngineError {
    const known = this.#instances.views().map((view) => ({ guardId: view.guardId, scope: view.scope }))
    const names = known.map((each) => `${each.guardId} (${each.scope})`).join(', ')
    const message = `There is no guard ${guardId} that watches over ${scope}. Known: ${names}.`
    return new EngineError('NOT_FOUND', message, { data: { guardId, scope, known } })
  }
}
