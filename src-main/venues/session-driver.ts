import { type Clock, type Disposable, invariant, ManualClock } from '../base/index.ts'
import type { Barrier } from '../domain/index.ts'
import { nextTurn } from './next-turn.ts'

/** A market laid out in time. The driver asks when the next step is due and has it delivered. */
export interface Timeline {
  /** Session time of the next step; `undefined` once there is none. */
  nextMs(): number | undefined
  /** Delivers that step; the session clock stands at its time. */
  deliver(): void
}

export interface SessionDriverOptions {
  readonly timeline: Timeline
  /** Where the session clock begins. */
  readonly startMs: number
  /** Session time per system time; Infinity = as fast as it goes. */
  readonly speed: number
  /** At infinite speed: run to the end by itself, or only when {@link SessionDriver.runFor} says so. */
  readonly atInfiniteSpeed: 'runToEnd' | 'onRequest'
  readonly systemClock: Clock
  /** Hears of a barrier or a session timer that failed; the driver has stopped then. */
  readonly onError: (error: unknown) => void
}

const PACE_MS = 50

/** Most system time that is caught up after the process could not keep up; the rest is skipped. */
const MAX_CATCH_UP_MS = 1_000

/** After so much system time between two paces the machine has slept, and the market goes on where it stood. */
const ASLEEP_AFTER_MS = 5_000

/** At infinite speed the event loop gets a turn after this many steps: by count, so that every run gives way alike. */
const STEPS_PER_TURN = 200

/** At a finite speed it gets one after this much system time: a fast market must not keep commands and stops waiting. */
const MAX_TURN_MS = 5

/** Owns a market's session clock and moves it step by step, paced by the system clock or as fast as it goes. */
export class SessionDriver implements Disposable {
  readonly clock: ManualClock
  readonly #options: SessionDriverOptions
  readonly #finished = Promise.withResolvers<void>()
  #speed: number
  #targetMs: number
  #pacedAtMs = 0
  #pacing: Disposable | undefined
  #barrier: Barrier | undefined
  #isRunning = false
  #isStepping = false
  #steps: Promise<void> = Promise.resolve()

  constructor(options: SessionDriverOptions) {
    this.clock = new ManualClock(options.startMs)
    this.#options = options
    this.#speed = options.speed
    this.#targetMs = options.startMs
    // A failure is reported through `onError`; nobody has to wait for the end to hear of it.
    this.#finished.promise.catch(() => undefined)
  }

  get speed(): number {
    return this.#speed
  }

  /** Resolves when the timeline has no further step; rejects when the driver failed. */
  get finished(): Promise<void> {
    return this.#finished.promise
  }

  setBarrier(barrier: Barrier): void {
    this.#barrier = barrier
  }

  /** Changes the pace from this moment on; between finite and infinite speed there is no change. */
  setSpeed(speed: number): void {
    invariant(Number.isFinite(speed) && Number.isFinite(this.#speed), 'only a finite speed can be changed')
    if (this.#pacing) this.#extendTarget()
    this.#speed = speed
    // Most of what a faster pace had still to catch up would run on at that pace.
    this.#targetMs = Math.min(this.#targetMs, this.clock.nowMs() + MAX_CATCH_UP_MS * speed)
  }

  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    if (Number.isFinite(this.#speed)) this.#startPacing()
    else if (this.#options.atInfiniteSpeed === 'runToEnd') void nextTurn().then(() => this.#stepTo(Infinity))
  }

  /** Nothing is delivered after this returns. */
  stop(): void {
    this.#isRunning = false
    this.#pacing?.dispose()
    this.#pacing = undefined
    this.#targetMs = this.clock.nowMs()
  }

  dispose(): void {
    this.stop()
  }

  /** Runs `durationMs` of session time as fast as it goes; resolves when the clock has arrived there. */
  async runFor(durationMs: number): Promise<void> {
    invariant(this.#isRunning, 'a venue is started before it runs')
    invariant(this.#speed === Infinity, 'a paced venue runs by itself')
    await this.#stepTo(this.clock.nowMs() + durationMs)
  }

  #startPacing(): void {
    const { systemClock } = this.#options
    this.#pacedAtMs = systemClock.nowMs()
    this.#pacing = systemClock.setRepeating(PACE_MS, () => {
      this.#extendTarget()
      void this.#stepTo(this.#targetMs)
    })
  }

  #extendTarget(): void {
    const nowMs = this.#options.systemClock.nowMs()
    const passedMs = nowMs - this.#pacedAtMs
    const elapsedMs = passedMs > 0 && passedMs < ASLEEP_AFTER_MS ? passedMs : 0
    this.#pacedAtMs = nowMs
    const furthestMs = this.clock.nowMs() + MAX_CATCH_UP_MS * this.#speed
    this.#targetMs = Math.min(this.#targetMs + elapsedMs * this.#speed, furthestMs)
  }

  /** One run at a time: while a step waits at the barrier, a later call only moves the target. */
  #stepTo(targetMs: number): Promise<void> {
    this.#targetMs = targetMs
    if (!this.#isStepping) this.#steps = this.#step()
    return this.#steps
  }

  async #step(): Promise<void> {
    this.#isStepping = true
    try {
      let steps = 0
      let turnStartMs = this.#options.systemClock.nowMs()
      while (this.#isRunning && this.#hasWork()) {
        const held = this.#barrier?.()
        if (held) await held
        if (!this.#isRunning) return
        this.#takeStep()
        if (!this.#isTurnOver(++steps, turnStartMs)) continue
        await nextTurn()
        turnStartMs = this.#options.systemClock.nowMs()
      }
    } catch (error) {
      this.stop()
      this.#finished.reject(error)
      this.#options.onError(error)
    } finally {
      this.#isStepping = false
    }
  }

  #isTurnOver(steps: number, turnStartMs: number): boolean {
    if (this.#speed === Infinity) return steps % STEPS_PER_TURN === 0
    return this.#options.systemClock.nowMs() - turnStartMs >= MAX_TURN_MS
  }

  #hasWork(): boolean {
    const dueMs = this.#options.timeline.nextMs()
    if (dueMs === undefined) {
      this.stop()
      this.#finished.resolve()
      return false
    }
    return dueMs <= this.#targetMs || Math.floor(this.#targetMs) > this.clock.nowMs()
  }

  /** The next step of the market, or the way to the target where the market has none before it. */
  #takeStep(): void {
    const { timeline } = this.#options
    const dueMs = timeline.nextMs() ?? Infinity
    if (dueMs > this.#targetMs) {
      this.clock.advanceTo(Math.floor(this.#targetMs))
      return
    }
    this.clock.advanceTo(dueMs)
    timeline.deliver()
  }
}
