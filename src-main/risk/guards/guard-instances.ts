import type { GuardConfig, GuardScopeKind, GuardsConfig } from './guard-config.ts'
import { type GuardGroup, groupOf } from './guard-kinds.ts'
import { GuardInstance } from './guard-instance.ts'
import { ACCOUNT_SCOPE, type ScopeKey } from './guard-scope.ts'
import type { GuardEffect, GuardView, StoredGuard } from './guard-state.ts'

const NONE: readonly GuardInstance[] = []

/** The guards in their scopes. Those of the account are there from the start, the others from their first value on. */
export class GuardInstances {
  #config: ReadonlyMap<string, GuardConfig>
  readonly #all = new Map<string, GuardInstance>()
  /** By group and scope, so that a price finds its guards without looking at the others. */
  readonly #places = new Map<GuardGroup, Map<ScopeKey, readonly GuardInstance[]>>()
  /** Scopes whose guards have all been made. */
  readonly #complete = new Map<GuardGroup, Set<ScopeKey>>()
  /** Asked at every price; undefined once guards or settings have changed. */
  #watchesParts: boolean | undefined
  #tripped: readonly GuardInstance[] = NONE
  #nextDueMs = Number.POSITIVE_INFINITY

  constructor(config: GuardsConfig) {
    this.#config = enabledOf(config)
    this.#addAccountWide()
  }

  /** Those that have tripped, in no order that matters. */
  get tripped(): readonly GuardInstance[] {
    return this.#tripped
  }

  /** When the first of them is armed again by its duration. */
  get nextDueMs(): number {
    return this.#nextDueMs
  }

  /** Some guard counts losses of owners or instruments by themselves. */
  get watchesParts(): boolean {
    this.#watchesParts ??= this.#hasParts()
    return this.#watchesParts
  }

  find(guardId: string, scope: ScopeKey): GuardInstance | undefined {
    return this.#all.get(keyOf(guardId, scope))
  }

  /** Those of a scope that are there. */
  at(scope: ScopeKey, group: GuardGroup): readonly GuardInstance[] {
    return this.#places.get(group)?.get(scope) ?? NONE
  }

  /** Those of a scope, made where they are not there yet. */
  ensure(scope: ScopeKey, group: GuardGroup): readonly GuardInstance[] {
    const complete = this.#complete.get(group)
    if (!complete?.has(scope)) {
      this.#make(scope, group)
      if (complete) complete.add(scope)
      else this.#complete.set(group, new Set([scope]))
    }
    return this.at(scope, group)
  }

  ofGroup(group: GuardGroup): readonly GuardInstance[] {
    return [...(this.#places.get(group)?.values() ?? [])].flat()
  }

  applyConfig(config: GuardsConfig, timeMs: number): readonly GuardEffect[] {
    this.#config = enabledOf(config)
    this.#watchesParts = undefined
    this.#complete.clear()
    const effects = [...this.#all.values()].flatMap((instance) => this.#reconfigure(instance, timeMs))
    this.#addAccountWide()
    this.handleTimes()
    return effects
  }

  restore(guards: readonly StoredGuard[], timeMs: number): readonly GuardEffect[] {
    for (const stored of guards) {
      const config = stored.trip?.config ?? this.#config.get(stored.guardId)
      if (config) this.#add(GuardInstance.restored(stored, config))
    }
    const effects = [...this.#all.values()].flatMap((instance) => this.#reconfigure(instance, timeMs))
    this.handleTimes()
    return effects
  }

  /** The times until which guards stay tripped may have changed. */
  handleTimes(): void {
    this.#tripped = [...this.#all.values()].filter(({ trip }) => trip !== undefined)
    this.#nextDueMs = Math.min(...this.#tripped.map(({ trip }) => trip?.untilMs ?? Number.POSITIVE_INFINITY))
  }

  /**
   * Guards have tripped or were armed: from here on those that are armed stand by their settings as they are now, and one
   * that is no longer wanted goes.
   */
  handleSettled(timeMs: number): void {
    const armed = this.#tripped.filter(({ trip }) => trip === undefined)
    this.handleTimes()
    if (armed.length === 0) return
    for (const instance of armed) this.#reconfigure(instance, timeMs)
    this.#addAccountWide()
  }

  stored(): StoredGuard[] {
    return Array.from(this.#all.values(), (instance) => instance.stored())
  }

  views(): readonly GuardView[] {
    return Array.from(this.#all.values(), (instance) => instance.view())
  }

  all(): Iterable<GuardInstance> {
    return this.#all.values()
  }

  #hasParts(): boolean {
    for (const config of this.#config.values())
      if (config.scope !== 'account' && groupOf(config.kind) === 'equity') return true
    return this.ofGroup('equity').some(({ scope }) => scope !== ACCOUNT_SCOPE)
  }

  #reconfigure(instance: GuardInstance, timeMs: number): readonly GuardEffect[] {
    const config = this.#configOf(instance)
    const effect = instance.applyConfig(config, timeMs)
    if (!config && !instance.trip) this.#remove(instance)
    return effect ? [effect] : []
  }

  /** Undefined where the settings no longer want this guard in this scope. */
  #configOf({ guardId, scope, config: before }: GuardInstance): GuardConfig | undefined {
    const config = this.#config.get(guardId)
    if (!config || config.kind !== before.kind) return undefined
    return scopeKindOf(scope) === config.scope ? config : undefined
  }

  #addAccountWide(): void {
    for (const config of this.#config.values()) {
      if (config.scope === 'account') this.#make(ACCOUNT_SCOPE, groupOf(config.kind))
    }
  }

  #make(scope: ScopeKey, group: GuardGroup): void {
    const scopeKind = scopeKindOf(scope)
    for (const [guardId, config] of this.#config) {
      if (config.scope === scopeKind && groupOf(config.kind) === group && !this.find(guardId, scope))
        this.#add(new GuardInstance(guardId, scope, config))
    }
  }

  #add(instance: GuardInstance): void {
    this.#remove(this.find(instance.guardId, instance.scope))
    this.#all.set(keyOf(instance.guardId, instance.scope), instance)
    this.#place(instance, [...this.at(instance.scope, groupOf(instance.config.kind)), instance])
  }

  #remove(instance: GuardInstance | undefined): void {
    if (!instance) return
    this.#all.delete(keyOf(instance.guardId, instance.scope))
    const here = this.at(instance.scope, groupOf(instance.config.kind))
    this.#place(
      instance,
      here.filter((each) => each !== instance),
    )
  }

  #place({ scope, config }: GuardInstance, here: readonly GuardInstance[]): void {
    this.#watchesParts = undefined
    const group = groupOf(config.kind)
    const places = this.#places.get(group) ?? new Map<ScopeKey, readonly GuardInstance[]>()
    this.#places.set(group, places.set(scope, here))
  }
}

function enabledOf(config: GuardsConfig): ReadonlyMap<string, GuardConfig> {
  return new Map(Object.entries(config).filter(([, guard]) => guard.enabled))
}

function keyOf(guardId: string, scope: ScopeKey): string {
  return `${guardId}|${scope}`
}

function scopeKindOf(scope: ScopeKey): GuardScopeKind {
  if (scope === ACCOUNT_SCOPE) return 'account'
  return scope.startsWith('owner:') ? 'strategy' : 'instrument'
}
