import { type Clock, type Disposable, errorText, type Logger } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  ACCOUNT_SCOPE,
  type GuardAction,
  type GuardEffect,
  includesAction,
  reachOf,
  type TradingHold,
} from '../risk/index.ts'
import type { GuardActing } from './guard-actions.ts'

export interface GuardPursuitPorts {
  readonly actions: GuardActing
  readonly bus: Pick<EventBus, 'publish'>
  readonly logger: Logger
  /** Session clock. */
  readonly clock: Clock
  /** An action has been carried out to its end. */
  readonly onDone: (guardId: string, scope: string) => void
}

/** Session time between two looks at what guards have still to cancel and to close. */
const PURSUE_EVERY_MS = 1_000

type Tripped = Extract<GuardEffect, { kind: 'tripped' }>

/** Has the actions of tripped guards carried out, and goes on until nothing is left of them. */
export class GuardPursuit implements Disposable {
  readonly #ports: GuardPursuitPorts
  readonly #holds = new Map<string, TradingHold>()
  readonly #open = new Map<string, Tripped>()
  #timer: Disposable | undefined

  constructor(ports: GuardPursuitPorts) {
    this.#ports = ports
  }

  /** Tells what has happened and begins to act on it. */
  handle(effect: GuardEffect): void {
    const { bus, logger } = this.#ports
    const { guardId, scope, message } = effect
    if (effect.kind === 'tripped')
      logger.warn('a guard of risk has tripped', { guardId, scope, action: effect.action, message })
    else logger.info('a guard of risk is armed again', { guardId, scope, message })
    bus.publish('risk.guard', { guardId, scope, state: effect.kind, message })
    if (effect.kind === 'tripped') this.take(effect)
    else this.#release(keyOf(effect))
  }

  /** Acts on a trip that was told already: before a restart. */
  take(effect: Tripped): void {
    this.hold(effect)
    this.#open.set(keyOf(effect), effect)
    this.#pursue()
    if (this.#open.size > 0) this.#timer ??= this.#ports.clock.setRepeating(PURSUE_EVERY_MS, () => this.#pursue())
  }

  /** Trading is reducing as long as a guard of the account with such an action is tripped. */
  hold(effect: {
    readonly guardId: string
    readonly scope: string
    readonly action: GuardAction
    readonly message: string
  }): void {
    const key = keyOf(effect)
    if (effect.scope !== ACCOUNT_SCOPE || !includesAction(effect.action, 'reduceOnly') || this.#holds.has(key)) return
    this.#holds.set(key, this.#ports.actions.hold(effect.message.replace(/[.]$/, '')))
  }

  dispose(): void {
    this.#timer?.dispose()
    this.#timer = undefined
    this.#open.clear()
  }

  #release(key: string): void {
    this.#open.delete(key)
    this.#holds.get(key)?.dispose()
    this.#holds.delete(key)
    this.#restWhenDone()
  }

  #pursue(): void {
    for (const [key, effect] of this.#open) {
      if (!this.#isDone(effect)) this.#act(effect)
      if (!this.#isDone(effect)) continue
      this.#open.delete(key)
      this.#ports.onDone(effect.guardId, effect.scope)
    }
    this.#restWhenDone()
  }

  #act({ action, scope, message, guardId }: Tripped): void {
    const { actions, logger } = this.#ports
    const reach = reachOf(scope)
    try {
      if (includesAction(action, 'cancelEntries')) actions.cancelEntries(reach, message)
      if (action === 'flatten') actions.flatten(reach, message)
    } catch (error) {
      logger.error('a guard of risk could not act, it is tried again', { guardId, scope, error: errorText(error) })
    }
  }

  #isDone({ action, scope }: Tripped): boolean {
    const { actions } = this.#ports
    if (!includesAction(action, 'cancelEntries')) return true
    const reach = reachOf(scope)
    return !actions.hasEntries(reach) && (action !== 'flatten' || !actions.hasPositions(reach))
  }

  #restWhenDone(): void {
    if (this.#open.size > 0) return
    this.#timer?.dispose()
    this.#timer = undefined
  }
}

function keyOf({ guardId, scope }: { readonly guardId: string; readonly scope: string }): string {
  return `${guardId}|${scope}`
}
