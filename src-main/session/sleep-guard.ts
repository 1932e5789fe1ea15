import { type Clock, type Disposable, ensureNever, errorText, type LogFields, type Logger } from '../base/index.ts'
import type { ReconciliationReport } from '../execution/index.ts'
import type { TradingHold, TradingStateMachine } from '../risk/index.ts'
import { SleepWatch } from './sleep-watch.ts'
import { WakeUp, type WakeStep } from './wake-up.ts'

/** What the machine's power management says. */
export type PowerEvent = 'suspend' | 'resume'

const ASLEEP = 'the machine sleeps'
const WAS_ASLEEP = 'the machine was asleep'

/** System time that writing what is in flight may take before the machine is asleep. */
const SETTLE_LIMIT_MS = 1_000
/** A sleep that was announced and does not come is over after this much system time. */
const FALLS_ASLEEP_WITHIN_MS = 30_000
/** A resume within this system time after the clock told of a sleep means the same one. */
const SAME_SLEEP_MS = 60_000

/** What sleep and waking up need of a session. */
export interface SleepingSession {
  readonly tradingState: Pick<TradingStateMachine, 'hold' | 'state'>
  readonly marketData: { setInterruption(reason: string | undefined): void }
  handleWake(): Promise<void>
  startMarket(): Promise<void>
  stopMarket(): Promise<void>
  reconcile(): Promise<ReconciliationReport>
  startStrategies(): void
  stopStrategies(): void
}

export interface SleepGuardPorts {
  readonly session: SleepingSession
  readonly systemClock: Clock
  readonly logger: Logger
  /** Decides on what ledger and venue have to say about each other, as at the start. */
  readonly judge: (report: ReconciliationReport) => void
  /** The machine is awake again; nothing has been done about it yet. */
  readonly onAwake: () => void
}

type SleepState =
  | { readonly kind: 'awake' }
  | { readonly kind: 'asleep'; readonly sinceMs: number; readonly overdue: Disposable }
  | { readonly kind: 'waking'; readonly run: WakeUp; readonly ended: Promise<void> }

/**
 * Brings market and strategies through a sleep of the machine. Nothing is entered from the moment it falls asleep until
 * clock, prices and the venue's word on every order are right again; stops stay at the venue throughout.
 */
export class SleepGuard implements Disposable {
  readonly #ports: SleepGuardPorts
  readonly #watch: SleepWatch
  #state: SleepState = { kind: 'awake' }
  #hold: TradingHold | undefined
  #wokeAtMs = Number.NEGATIVE_INFINITY
  #wantsMarket = false
  #wantsStrategies = false
  #starting: Promise<unknown> = Promise.resolve()
  #isDisposed = false

  constructor(ports: SleepGuardPorts) {
    this.#ports = ports
    const { systemClock } = ports
    this.#watch = new SleepWatch({ systemClock, onJump: (jumpMs) => this.#handleJump(jumpMs) })
  }

  /** At once, or when the machine is awake again. Rejects where it was tried and failed. */
  async startMarket(): Promise<void> {
    this.#wantsMarket = true
    if (this.#state.kind !== 'asleep') await this.#startMarket()
  }

  async stopMarket(): Promise<void> {
    this.#wantsMarket = false
    await this.#ports.session.stopMarket()
  }

  /** At once, or as the last thing before trading goes on. */
  startStrategies(): void {
    this.#wantsStrategies = true
    if (this.#state.kind === 'awake') this.#ports.session.startStrategies()
  }

  stopStrategies(): void {
    this.#wantsStrategies = false
    this.#ports.session.stopStrategies()
  }

  /**
   * `suspend` resolves once what was in flight is written, or the time for that is over; `resume` once trading goes on or
   * the machine sleeps again. Never rejects.
   */
  async handlePower(event: PowerEvent): Promise<void> {
    if (this.#isDisposed) return
    switch (event) {
      case 'suspend':
        return this.#fallAsleep()
      case 'resume':
        return this.#handleResume()
      default:
        return ensureNever(event, 'power event')
    }
  }

  /** Gives up what is under way. What was held stays held: the session is about to end. */
  dispose(): void {
    this.#isDisposed = true
    this.#watch.dispose()
    this.#leaveState()
  }

  async #fallAsleep(): Promise<void> {
    const { systemClock, logger } = this.#ports
    if (this.#state.kind === 'asleep') return
    this.#leaveState()
    const overdue = systemClock.setTimer(
      FALLS_ASLEEP_WITHIN_MS,
      () => void this.#wake('the machine has stayed awake', {}),
    )
    this.#state = { kind: 'asleep', sinceMs: systemClock.nowMs(), overdue }
    this.#rest(ASLEEP)
    logger.info('the machine goes to sleep')
    await this.#comeToRest()
  }

  #handleResume(): Promise<void> {
    const { systemClock } = this.#ports
    const state = this.#state
    switch (state.kind) {
      case 'asleep':
        return this.#wake(WAS_ASLEEP, { sleptMs: this.#sleptSince(state.sinceMs), noticedBy: 'host' })
      case 'waking':
        return state.ended
      case 'awake': {
        const isKnown = systemClock.nowMs() - this.#wokeAtMs < SAME_SLEEP_MS
        return isKnown ? Promise.resolve() : this.#wake(WAS_ASLEEP, { noticedBy: 'host' })
      }
      default:
        return ensureNever(state, 'state of sleep')
    }
  }

  #handleJump(jumpMs: number): void {
    const state = this.#state
    const sleptMs = state.kind === 'asleep' ? this.#sleptSince(state.sinceMs) : jumpMs
    void (jumpMs > 0
      ? this.#wake(WAS_ASLEEP, { sleptMs, jumpMs, noticedBy: 'clock' })
      : this.#wake('the clock of the machine was set back', { jumpMs }))
  }

  /** Everything from here to the end of a sleep happens under the hold. */
  #wake(message: string, fields: LogFields): Promise<void> {
    const { systemClock, logger, onAwake } = this.#ports
    logger.info(message, fields)
    // The clock has told of this sleep, or need not any more.
    this.#watch.restart()
    this.#leaveState()
    this.#wokeAtMs = systemClock.nowMs()
    this.#rest('waking up')
    onAwake()
    const onProgress = (reason: string): void => this.#explain(reason)
    const run = new WakeUp({ steps: this.#steps(), systemClock, logger, onProgress })
    const ended = this.#goOnAfter(run)
    this.#state = { kind: 'waking', run, ended }
    return ended
  }

  #sleptSince(sinceMs: number): number {
    return Math.max(0, this.#ports.systemClock.nowMs() - sinceMs)
  }

  #steps(): WakeStep[] {
    const { session, judge } = this.#ports
    return [
      { name: 'setting clocks right', take: () => session.handleWake() },
      { name: 'catching up with the market', take: () => this.#restartMarket() },
      { name: 'reconciling with the venue', take: async () => judge(await session.reconcile()) },
      {
        name: 'starting strategies',
        take: () => {
          if (this.#wantsStrategies) session.startStrategies()
        },
      },
    ]
  }

  async #goOnAfter(run: WakeUp): Promise<void> {
    if (!(await run.run())) return
    const { session, systemClock, logger } = this.#ports
    this.#state = { kind: 'awake' }
    session.marketData.setInterruption(undefined)
    this.#hold?.dispose()
    this.#hold = undefined
    const wakeMs = systemClock.nowMs() - this.#wokeAtMs
    logger.info('trading goes on after the sleep', { wakeMs, tradingState: session.tradingState.state })
  }

  /** No entries, and no decisions of strategies. */
  #rest(reason: string): void {
    this.#hold ??= this.#ports.session.tradingState.hold(reason)
    this.#explain(reason)
    this.#ports.session.stopStrategies()
  }

  #explain(reason: string): void {
    this.#hold?.explain(reason)
    this.#ports.session.marketData.setInterruption(reason)
  }

  #leaveState(): void {
    const state = this.#state
    if (state.kind === 'asleep') state.overdue.dispose()
    if (state.kind === 'waking') state.run.dispose()
  }

  /** As a component that restarts does: what was missed is fetched, and prices are stale until new ones come. */
  async #restartMarket(): Promise<void> {
    await this.#ports.session.stopMarket()
    await this.#startMarket()
  }

  /** One start after another, and none that nobody waits for any more. */
  #startMarket(): Promise<void> {
    const start = this.#starting.then(() => this.#startIfWanted())
    this.#starting = start.catch(() => undefined)
    return start
  }

  async #startIfWanted(): Promise<void> {
    if (this.#wantsMarket && !this.#isDisposed && this.#state.kind !== 'asleep') await this.#ports.session.startMarket()
  }

  /** The market stands still, and what is in flight is on disk. */
  async #comeToRest(): Promise<void> {
    const { session, systemClock, logger } = this.#ports
    const limit = Promise.withResolvers<'overdue'>()
    const timer = systemClock.setTimer(SETTLE_LIMIT_MS, () => limit.resolve('overdue'))
    try {
      const outcome = await Promise.race([session.stopMarket(), limit.promise])
      if (outcome === 'overdue') logger.warn('the machine falls asleep before everything is written')
    } catch (error) {
      logger.error('the market could not be stopped for the sleep', { error: errorText(error) })
    } finally {
      timer.dispose()
    }
  }
}
