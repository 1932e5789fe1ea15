import type { ComponentView, HealthValue } from '../../src-contract/index.ts'
import {
  type Clock,
  type Disposable,
  Emitter,
  EngineError,
  ensureDefined,
  ensureNever,
  errorText,
  type Event,
  FatalError,
  invariant,
  type Logger,
  UnreachableError,
} from '../base/index.ts'
import type { Component, ComponentCondition } from './component.ts'
import { ComponentSteps } from './component-steps.ts'
import { ManagedComponent } from './managed-component.ts'
import { overallHealth } from './overall-health.ts'
import { dependentsOf, startOrder } from './start-order.ts'

export interface OrchestratorOptions {
  /** The system clock: timeouts and restarts do not follow a market's time. */
  readonly clock: Clock
  readonly logger: Logger
  readonly startTimeoutMs?: number
  readonly stopTimeoutMs?: number
}

export interface RestartOptions {
  /** System time until anything is stopped; the component counts as busy from the call on. */
  readonly delayMs?: number
}

/** A component whose stop failed or took too long. */
export interface StopFailure {
  readonly name: string
  readonly reason: string
}

/** `blocked`: something it needs is not up; it starts when that does. `refused`: only a person can mend it. */
type StartResult = 'up' | 'failed' | 'blocked' | 'refused'

const START_TIMEOUT_MS = 30_000
const STOP_TIMEOUT_MS = 10_000
/** For a start that is under way when everything is to stop: cut off in the middle, it would use what is gone by then. */
const START_GRACE_MS = 500
/** For a restart by hand that is under way when everything is about to stop. */
const RESTART_GRACE_MS = 1_500
const GIVEN_UP = 'given up because everything is being stopped'

/** Starts, watches, restarts and stops components; one move at a time. */
export class Orchestrator {
  readonly #options: Required<OrchestratorOptions>
  readonly #steps: ComponentSteps
  readonly #managed = new Map<string, ManagedComponent>()
  readonly #restartTimers = new Map<ManagedComponent, Disposable>()
  /** Part of a restart by hand that is under way or waits for its turn. */
  readonly #moving = new Set<ManagedComponent>()
  readonly #states: Emitter<ComponentView>
  readonly #healths: Emitter<HealthValue>
  readonly #criticalFaults: Emitter<ComponentView>
  #order: readonly Component[] = []
  #health: HealthValue = 'healthy'
  #moves: Promise<unknown> = Promise.resolve()
  #stopping = Promise.withResolvers<void>()
  #givingUp = Promise.withResolvers<never>()
  #isStopping = false
  /** No restart by hand begins any more. */
  #isLeaving = false

  constructor(options: OrchestratorOptions) {
    this.#options = { startTimeoutMs: START_TIMEOUT_MS, stopTimeoutMs: STOP_TIMEOUT_MS, ...options }
    this.#steps = new ComponentSteps(this.#options)
    const onError = (error: unknown): void => this.#options.logger.error('a listener to components failed', { error })
    this.#states = new Emitter(onError)
    this.#healths = new Emitter(onError)
    this.#criticalFaults = new Emitter(onError)
    this.onState = this.#states.event
    this.onHealth = this.#healths.event
    this.onCriticalFault = this.#criticalFaults.event
    this.#givingUp.promise.catch(() => undefined)
  }

  readonly onState: Event<ComponentView>
  readonly onHealth: Event<HealthValue>
  /** A critical component has faulted, and does not only wait; trading halts whether or not it will be restarted. */
  readonly onCriticalFault: Event<ComponentView>

  /** Adds a component before the start. */
  register(component: Component): void {
    invariant(!this.#managed.has(component.name), `component "${component.name}" is registered twice`)
    const managed = new ManagedComponent(component, this.#options.clock, (view) => this.#handleChange(view))
    this.#managed.set(component.name, managed)
    component.onCondition?.((condition) => this.#handleCondition(managed, condition))
  }

  views(): ComponentView[] {
    return [...this.#managed.values()].map((managed) => managed.view())
  }

  health(): HealthValue {
    return this.#health
  }

  /**
   * Starts everything by phase and dependency. A critical component that stays faulted after its restarts rejects with
   * a `FatalError` naming it, and nothing after it is started; an optional one is restarted in the background. What
   * fails with a `FatalError` is not tried again: a person has to mend it first. What fails with an `UnreachableError` is
   * tried again for as long as it takes, and is no fault.
   */
  async startAll(): Promise<void> {
    this.#order = startOrder([...this.#managed.values()].map((managed) => managed.component))
    this.#isStopping = false
    this.#isLeaving = false
    this.#stopping = Promise.withResolvers<void>()
    this.#givingUp = Promise.withResolvers<never>()
    this.#givingUp.promise.catch(() => undefined)
    await this.#inTurn(async () => {
      for (const component of this.#order) {
        await this.#startAtBoot(this.#find(component.name))
        if (this.#isStopping) throw new Error(`the start was ${GIVEN_UP}`)
      }
    })
  }

  /**
   * Stops everything in reverse order. A start that is under way has a moment to come to its end, and is given up then.
   * Answers whose stop failed; never rejects.
   */
  stopAll(): Promise<readonly StopFailure[]> {
    this.#isStopping = true
    this.#stopping.resolve()
    const patience = this.#options.clock.setTimer(START_GRACE_MS, () => this.#givingUp.reject(new Error(GIVEN_UP)))
    for (const timer of this.#restartTimers.values()) timer.dispose()
    this.#restartTimers.clear()
    return this.#inTurn(async () => {
      patience.dispose()
      const failures: StopFailure[] = []
      for (const component of this.#order.toReversed()) {
        const reason = await this.#stop(this.#find(component.name))
        if (reason !== undefined) failures.push({ name: component.name, reason })
      }
      return failures
    })
  }

  /**
   * Stops a component and, before it, those that need it; then starts all of them again in order. Answers how it is then:
   * faulted where it does not come up, with the reason.
   * @throws EngineError `UNKNOWN_COMPONENT` with the known ones; `COMPONENT_BUSY` while it or one that needs it is moved
   * already; `STOPPING` once everything is to stop.
   */
  async restart(name: string, { delayMs = 0 }: RestartOptions = {}): Promise<ComponentView> {
    const target = this.#requireIdle(name)
    const group = [target, ...this.#dependentsOf(target)]
    for (const managed of group) this.#moving.add(managed)
    try {
      await this.#inTurn(async () => {
        if (delayMs > 0) await this.#pause(delayMs)
        if (this.#isStopping) return
        target.forgiveAttempts()
        await this.#restartWithDependents(target)
      })
    } finally {
      for (const managed of group) this.#moving.delete(managed)
    }
    return target.view()
  }

  /**
   * Before everything stops: no restart by hand begins from here on, and the one under way has a moment to come to its end,
   * so that what it has stopped is there again for its orderly leave.
   */
  async endRestarts(): Promise<void> {
    this.#isLeaving = true
    if (this.#moving.size > 0) await this.#waitFor(this.#moves, RESTART_GRACE_MS)
  }

  /**
   * Names of the component and of those that would be stopped and started with it now.
   * @throws EngineError as {@link restart} does.
   */
  restartGroup(name: string): string[] {
    const target = this.#requireIdle(name)
    return [target, ...this.#dependentsOf(target)].map(({ component }) => component.name)
  }

  /** One move after another: a restart never runs into a start or a stop. */
  #inTurn<T>(move: () => Promise<T>): Promise<T> {
    const turn = this.#moves.then(move)
    this.#moves = turn.catch(() => undefined)
    return turn
  }

  async #startAtBoot(managed: ManagedComponent): Promise<void> {
    if (!managed.isStartable) return
    let result = await this.#start(managed)
    if (!managed.component.critical) {
      if (result === 'failed') this.#scheduleRestart(managed)
      return
    }
    while (result === 'failed' && !this.#isStopping && managed.takeAttempt()) {
      await this.#pause(managed.component.restartPolicy.delayMs)
      await this.#stop(managed)
      managed.countRestart()
      result = await this.#start(managed)
    }
    if (result !== 'up') throw new FatalError(`${managed.component.name} did not start: ${managed.reason}`)
  }

  async #start(managed: ManagedComponent): Promise<StartResult> {
    managed.earlyCondition = undefined
    managed.isWaiting = false
    managed.moveTo('starting')
    const missing = managed.component.dependsOn.map((name) => this.#find(name)).find((needed) => !needed.isUp)
    if (missing) {
      managed.isWaiting = missing.isWaiting
      this.#fault(managed, `needs ${missing.component.name}, which is ${missing.state}`)
      return 'blocked'
    }
    try {
      await this.#steps.start(managed.component, this.#givingUp.promise)
    } catch (error) {
      this.#options.logger.child(managed.component.name).error('component did not start', { error })
      managed.isWaiting = error instanceof UnreachableError
      this.#fault(managed, errorText(error))
      return error instanceof FatalError ? 'refused' : 'failed'
    }
    return this.#enterRunning(managed)
  }

  #enterRunning(managed: ManagedComponent): StartResult {
    const condition = managed.earlyCondition
    if (condition?.kind === 'faulted') {
      this.#fault(managed, condition.reason)
      return 'failed'
    }
    managed.moveTo('running')
    if (condition) this.#applyCondition(managed, condition)
    return 'up'
  }

  /** The reason, where the stop failed; the component counts as stopped all the same. */
  async #stop(managed: ManagedComponent): Promise<string | undefined> {
    if (!managed.isStoppable) return undefined
    managed.moveTo('stopping')
    try {
      await this.#steps.stop(managed.component)
      managed.moveTo('stopped')
      return undefined
    } catch (error) {
      this.#options.logger.child(managed.component.name).error('component did not stop in order', { error })
      managed.moveTo('stopped', errorText(error))
      return errorText(error)
    }
  }

  #fault(managed: ManagedComponent, reason: string): void {
    managed.moveTo('faulted', reason)
    if (managed.component.critical && !managed.isWaiting && !this.#isStopping) this.#criticalFaults.fire(managed.view())
  }

  #scheduleRestart(managed: ManagedComponent): void {
    if (this.#isStopping || !managed.takeAttempt()) return
    const { delayMs } = managed.component.restartPolicy
    const restart = async (): Promise<void> => {
      if (managed.state === 'faulted' && !this.#isStopping) await this.#restartWithDependents(managed)
    }
    const timer = this.#options.clock.setTimer(delayMs, () => {
      this.#restartTimers.delete(managed)
      this.#inTurn(restart).catch((error: unknown) => {
        this.#options.logger.child(managed.component.name).error('a restart failed', { error })
      })
    })
    this.#restartTimers.set(managed, timer)
  }

  async #restartWithDependents(target: ManagedComponent): Promise<void> {
    this.#restartTimers.get(target)?.dispose()
    this.#restartTimers.delete(target)
    const group = [target, ...this.#dependentsOf(target).filter((dependent) => dependent.isStoppable)]
    for (const managed of group.toReversed()) await this.#stop(managed)
    target.countRestart()
    for (const managed of group) {
      if (this.#isStopping) return
      if ((await this.#start(managed)) === 'failed') this.#scheduleRestart(managed)
    }
  }

  #dependentsOf(target: ManagedComponent): ManagedComponent[] {
    return dependentsOf(target.component.name, this.#order).map((component) => this.#find(component.name))
  }

  /** Ends early when everything is being stopped. */
  async #pause(delayMs: number): Promise<void> {
    await this.#waitFor(this.#stopping.promise, delayMs)
  }

  /** Waits for `event`, but no longer than `limitMs`. */
  async #waitFor(event: Promise<unknown>, limitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = this.#options.clock.setTimer(limitMs, resolve)
    await Promise.race([promise, event])
    timer.dispose()
  }

  #handleCondition(managed: ManagedComponent, condition: ComponentCondition): void {
    if (managed.state === 'starting') managed.earlyCondition = condition
    else if (managed.isUp) this.#applyCondition(managed, condition)
  }

  #applyCondition(managed: ManagedComponent, condition: ComponentCondition): void {
    switch (condition.kind) {
      case 'well':
        if (managed.state === 'degraded') managed.moveTo('running')
        return
      case 'degraded':
        if (managed.state === 'degraded') managed.setReason(condition.reason)
        else managed.moveTo('degraded', condition.reason)
        return
      case 'faulted':
        this.#fault(managed, condition.reason)
        this.#scheduleRestart(managed)
        return
      default:
        ensureNever(condition, 'condition of a component')
    }
  }

  #handleChange(view: ComponentView): void {
    this.#options.logger.child(view.name).info('component changed', { state: view.state, reason: view.reason })
    this.#states.fire(view)
    const health = overallHealth(this.views())
    if (health === this.#health) return
    this.#health = health
    this.#healths.fire(health)
  }

  #find(name: string): ManagedComponent {
    return ensureDefined(this.#managed.get(name), `component "${name}" among ${[...this.#managed.keys()].join(', ')}`)
  }

  #require(name: string): ManagedComponent {
    const managed = this.#managed.get(name)
    if (managed) return managed
    const known = [...this.#managed.keys()]
    throw new EngineError('UNKNOWN_COMPONENT', `There is no component ${name}. Known: ${known.join(', ')}.`, {
      data: { known },
    })
  }

  #requireIdle(name: string): ManagedComponent {
    const target = this.#require(name)
    if (this.#isStopping || this.#isLeaving) throw new EngineError('STOPPING', 'The engine is stopping.')
    const busy = [target, ...this.#dependentsOf(target)].find(
      (managed) => this.#moving.has(managed) || managed.state === 'starting' || managed.state === 'stopping',
    )
    if (!busy) return target
    const also = busy === target ? '' : `, which needs ${name},`
    throw new EngineError(
      'COMPONENT_BUSY',
      `The component ${busy.component.name}${also} is being started or stopped already. Wait until it is done.`,
    )
  }
}
