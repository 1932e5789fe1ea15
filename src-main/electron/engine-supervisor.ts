import type { EngineHostState, Role } from '../../src-contract/index.ts'
import { type Clock, type Disposable, Emitter, ensureNever, type Event, type Logger } from '../base/index.ts'
import { type CrashRecord, GIVE_UP_AFTER } from './crash-record.ts'
import { EngineLife, type LifeEnd, type RunningEngine } from './engine-life.ts'
import type { Cipher, EngineHost, PortPair } from './host-messages.ts'
import type { ClientPorts, EngineService } from './ports.ts'

/** Wait before each new try in a row; the last one repeats. */
const BACK_OFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const
const LONGEST_BACK_OFF_MS = 30_000
/** An engine that ran so long was well: a failure after that begins the waits anew. */
const STABLE_AFTER_MS = 120_000

const HOPELESS = `It has failed ${GIVE_UP_AFTER.failures} times in ${GIVE_UP_AFTER.withinMs / 60_000} minutes and is not started again by itself.`

export interface EngineSupervisorOptions {
  readonly host: EngineHost
  readonly clock: Clock
  readonly logger: Logger
  readonly cipher: Cipher
  readonly record: CrashRecord
  readonly createChannel: () => PortPair
  /** Arguments of every engine, as for the headless one. */
  readonly args: readonly string[]
  readonly platform: NodeJS.Platform
}

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'alive'; readonly life: EngineLife }
  | { readonly kind: 'ending'; next: 'start' | 'rest'; readonly gone: PromiseWithResolvers<void> }
  /** It was told to end and may still be there: no other may be started beside it. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'waiting'; readonly timer: Disposable }

/**
 * Keeps one engine running: starts it again when it ends or hangs, with growing waits, halted where it keeps failing,
 * and not at all where only a person can help. There are never two engines.
 */
export class EngineSupervisor implements EngineService {
  readonly #options: EngineSupervisorOptions
  readonly #states: Emitter<EngineHostState>
  readonly #stops: Emitter<void>
  #state: EngineHostState = { kind: 'stopped' }
  #phase: Phase = { kind: 'idle' }
  #generation = 0
  /** Failures in a row. */
  #attempt = 0
  #stability: Disposable | undefined

  constructor(options: EngineSupervisorOptions) {
    this.#options = options
    const onError = (error: unknown): void => options.logger.error('a listener of the engine state failed', { error })
    this.#states = new Emitter(onError)
    this.#stops = new Emitter(onError)
  }

  get state(): EngineHostState {
    return this.#state
  }

  get onState(): Event<EngineHostState> {
    return this.#states.event
  }

  /** The engine has stopped in order without this program having asked for it (command line, interface). */
  get onStoppedByItself(): Event<void> {
    return this.#stops.event
  }

  get browserAddress(): string | undefined {
    const engine = this.#engine
    return engine && `${engine.address}/#token=${engine.adminToken}`
  }

  /** What must not be written into any log. */
  get secrets(): readonly string[] {
    const engine = this.#engine
    return engine ? [engine.adminToken] : []
  }

  connectClient(role: Role, account?: string): ClientPorts | undefined {
    if (this.#phase.kind !== 'alive' || this.#engine === undefined) return undefined
    const calls = this.#options.createChannel()
    const topics = this.#options.createChannel()
    const message = account === undefined ? { role } : { role, account }
    this.#phase.life.post({ t: 'client', ...message }, [calls.port2, topics.port2])
    return { generation: this.#generation, account, calls: calls.port1, topics: topics.port1 }
  }

  /** Does nothing while an engine runs or is about to be started. */
  start(): void {
    if (this.#phase.kind === 'idle') this.#beginByHand()
  }

  /** A stop that is under way wins: nothing is started then. Resolves when the new engine has begun to start. */
  async restart(): Promise<void> {
    const phase = this.#phase
    if (phase.kind === 'stuck') return
    if (phase.kind === 'ending') return phase.gone.promise
    this.#options.record.clear()
    this.#attempt = 0
    if (phase.kind === 'waiting') phase.timer.dispose()
    if (phase.kind !== 'alive') return this.#beginByHand()
    this.#setState({ kind: 'starting' })
    return this.#end(phase.life, { next: 'start', reason: 'the engine is started again' })
  }

  async stop(reason: string): Promise<void> {
    const phase = this.#phase
    switch (phase.kind) {
      case 'alive':
        return this.#end(phase.life, { next: 'rest', reason })
      case 'ending':
        phase.next = 'rest'
        return phase.gone.promise
      case 'waiting':
        phase.timer.dispose()
        return this.#rest({ kind: 'stopped' })
      case 'idle':
        return this.#rest({ kind: 'stopped' })
      case 'stuck':
        return undefined
      default:
        return ensureNever(phase, 'phase of the engine')
    }
  }

  handlePower(event: 'suspend' | 'resume'): void {
    if (this.#phase.kind === 'alive') this.#phase.life.handlePower(event)
  }

  get #engine(): RunningEngine | undefined {
    return this.#phase.kind === 'alive' ? this.#phase.life.engine : undefined
  }

  #beginByHand(): void {
    this.#setState({ kind: 'starting' })
    this.#begin()
  }

  #begin(): void {
    const { host, clock, cipher, logger, platform, args, record } = this.#options
    this.#generation += 1
    const life = new EngineLife({
      host,
      clock,
      cipher,
      logger,
      platform,
      args,
      startHalted: record.startHalted,
      onWaiting: (waitsFor) => this.#setState({ kind: 'starting', waitsFor }),
      onRunning: (engine) => this.#handleRunning(engine),
      onStuck: (reason) => this.#handleStuck(reason),
      onEnd: (end) => this.#handleEnd(end),
    })
    this.#phase = { kind: 'alive', life }
    life.start()
  }

  #handleRunning({ pid, address }: RunningEngine): void {
    const { clock } = this.#options
    this.#stability = clock.setTimer(STABLE_AFTER_MS, () => (this.#attempt = 0))
    this.#setState({ kind: 'running', generation: this.#generation, pid, address, sinceMs: clock.nowMs() })
  }

  #end(life: EngineLife, { next, reason }: { next: 'start' | 'rest'; reason: string }): Promise<void> {
    const gone = Promise.withResolvers<void>()
    this.#phase = { kind: 'ending', next, gone }
    life.stop(reason)
    return gone.promise
  }

  #handleStuck(reason: string): void {
    const before = this.#phase
    this.#phase = { kind: 'stuck' }
    this.#setState({
      kind: 'failed',
      reason: `${reason} It cannot be ended either: quit the program and start it again.`,
    })
    if (before.kind === 'ending') before.gone.resolve()
  }

  #handleEnd(end: LifeEnd): void {
    this.#stability?.dispose()
    const phase = this.#phase
    if (phase.kind === 'ending') {
      if (phase.next === 'start') this.#begin()
      else this.#rest({ kind: 'stopped' })
      phase.gone.resolve()
    } else if (phase.kind === 'stuck') {
      this.#phase = { kind: 'idle' }
    } else {
      this.#handleOwnEnd(end)
    }
  }

  /** It has ended although nobody here asked for it. */
  #handleOwnEnd(end: LifeEnd): void {
    switch (end.kind) {
      case 'stopped':
        this.#rest({ kind: 'stopped' })
        this.#stops.fire()
        return
      case 'unfit':
        this.#rest({ kind: 'failed', reason: end.reason })
        return
      case 'failed':
        this.#handleFailure(end.reason)
        return
      default:
        ensureNever(end, 'end of the engine')
    }
  }

  #handleFailure(reason: string): void {
    const { clock, logger, record } = this.#options
    record.add(reason)
    this.#attempt += 1
    logger.error('the engine has failed', { reason, attempt: this.#attempt })
    if (record.isHopeless) {
      this.#rest({ kind: 'failed', reason: `${reason} ${HOPELESS}` })
      return
    }
    const delayMs = BACK_OFF_MS[this.#attempt - 1] ?? LONGEST_BACK_OFF_MS
    this.#phase = { kind: 'waiting', timer: clock.setTimer(delayMs, () => this.#begin()) }
    this.#setState({ kind: 'restarting', reason, nextTryMs: clock.nowMs() + delayMs, attempt: this.#attempt })
  }

  #rest(state: EngineHostState): void {
    this.#phase = { kind: 'idle' }
    this.#setState(state)
  }

  #setState(state: EngineHostState): void {
    this.#state = state
    this.#options.logger.info('engine state', { state })
    this.#states.fire(state)
  }
}
