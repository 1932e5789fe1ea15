import { type Clock, type Disposable, ensureNever, errorText, type Logger, type Random } from '../../base/index.ts'
import type { VenueConnection } from '../../domain/index.ts'
import type { PassScope } from './pass.ts'
import type { ReconciliationSettings } from './settings.ts'

/** Where failures begin to be waited for, and where the wait stops to grow. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

type PeriodicScope = Exclude<PassScope, 'whole'>

export interface ReconcilerPorts {
  /** A comparison of that extent; rejects where the venue cannot be asked. */
  readonly check: (scope: PeriodicScope) => Promise<unknown>
  /** A whole one, with everything that follows from it. */
  readonly checkWhole: () => Promise<unknown>
  readonly settings: () => ReconciliationSettings
  readonly systemClock: Clock
  /** Spreads what several engines would otherwise ask at the same moment. */
  readonly random: Random
  readonly logger: Logger
}

/**
 * Compares ledger and venue again and again while trading goes on: what is on its way often, balances seldom, never two at a
 * time. Failures make it wait longer, with jitter; an interruption of the connection is followed by a whole comparison.
 */
export class Reconciler implements Disposable {
  readonly #ports: ReconcilerPorts
  readonly #dueMs = new Map<PeriodicScope, number>()
  #timer: Disposable | undefined
  #isRunning = false
  #isChecking = false
  #needsWhole = false
  #isInterrupted = false
  #failures = 0

  constructor(ports: ReconcilerPorts) {
    this.#ports = ports
  }

  /** From here on; the first comparison of each kind comes after its period. */
  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    const nowMs = this.#ports.systemClock.nowMs()
    for (const scope of SCOPES) this.#dueMs.set(scope, nowMs + this.#periodMs(scope))
    this.#schedule()
  }

  stop(): void {
    this.#isRunning = false
    this.#timer?.dispose()
    this.#timer = undefined
  }

  dispose(): void {
    this.stop()
  }

  /** What was missed is asked about as soon as the venue can be heard again. */
  handleConnection({ kind }: VenueConnection): void {
    if (kind === 'interrupted') {
      this.#isInterrupted = true
    } else if (this.#isInterrupted) {
      this.#isInterrupted = false
      this.#failures = 0
      this.requestWhole()
    }
  }

  /** A whole comparison is due, whatever the periods say; asked again until it has succeeded. */
  requestWhole(): void {
    this.#needsWhole = true
    this.#schedule()
  }

  /** Open orders, positions and balances are compared now, whatever the periods say. */
  requestAll(): void {
    const nowMs = this.#ports.systemClock.nowMs()
    for (const scope of ['openOrders', 'positions', 'balances'] as const) this.#dueMs.set(scope, nowMs)
    this.#schedule()
  }

  #schedule(): void {
    if (!this.#isRunning || this.#isChecking) return
    this.#timer?.dispose()
    this.#timer = this.#ports.systemClock.setTimer(this.#waitMs(), () => void this.#run())
  }

  #waitMs(): number {
    const nowMs = this.#ports.systemClock.nowMs()
    this.#followClock(nowMs)
    const dueMs = this.#needsWhole ? nowMs : Math.min(...this.#dueMs.values())
    return Math.max(dueMs - nowMs, this.#backOffMs(), 0)
  }

  /** Nothing is due later than its period from now: where it is, the clock was set back. */
  #followClock(nowMs: number): void {
    for (const [scope, dueMs] of this.#dueMs) {
      if (dueMs > nowMs + this.#periodMs(scope)) this.#dueMs.set(scope, nowMs)
    }
  }

  /** Doubles with every failure; half of it is left to chance. */
  #backOffMs(): number {
    if (this.#failures === 0) return 0
    const fullMs = Math.min(FIRST_WAIT_MS * 2 ** (this.#failures - 1), LONGEST_WAIT_MS)
    return Math.ceil((fullMs / 2) * (1 + this.#ports.random.next()))
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    this.#isChecking = true
    try {
      await this.#checkNext()
      this.#failures = 0
    } catch (error) {
      this.#failures += 1
      this.#ports.logger.warn('ledger and venue could not be compared; it is tried again', {
        failures: this.#failures,
        error: errorText(error),
      })
    } finally {
      this.#isChecking = false
      this.#schedule()
    }
  }

  /** The most urgent one that is due. One that was done covers the moment it was begun. */
  async #checkNext(): Promise<void> {
    const { check, checkWhole, systemClock } = this.#ports
    const nowMs = systemClock.nowMs()
    this.#followClock(nowMs)
    if (this.#needsWhole) {
      this.#needsWhole = false
      await checkWhole().catch((error: unknown) => {
        this.#needsWhole = true
        throw error
      })
      for (const scope of SCOPES) this.#dueMs.set(scope, nowMs + this.#periodMs(scope))
      return
    }
    const scope = SCOPES.find((each) => (this.#dueMs.get(each) ?? 0) <= nowMs)
    if (!scope) return
    this.#dueMs.set(scope, nowMs + this.#periodMs(scope))
    await check(scope)
  }

  #periodMs(scope: PeriodicScope): number {
    const settings = this.#ports.settings()
    switch (scope) {
      case 'inFlight':
        return settings.inFlightEveryMs
      case 'openOrders':
        return settings.openOrdersEveryMs
      case 'positions':
        return settings.positionsEveryMs
      case 'balances':
        return settings.balancesEveryMs
      default:
        return ensureNever(scope, 'kind of comparison')
    }
  }
}

/** Most urgent first. */
const SCOPES: readonly PeriodicScope[] = ['inFlight', 'openOrders', 'positions', 'balances']
