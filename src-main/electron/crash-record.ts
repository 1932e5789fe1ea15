import { z } from 'zod'
import type { Clock, Logger } from '../base/index.ts'
import { JsonFile } from './json-file.ts'

const MINUTE_MS = 60_000
/** So many failures within this time: the engine comes up again, but does not trade by itself. */
const HALT_AFTER = { failures: 3, withinMs: 5 * MINUTE_MS }
/** So many within this time: it does not stay up, and trying further only costs. */
export const GIVE_UP_AFTER = { failures: 8, withinMs: 10 * MINUTE_MS }

const Failures = z.object({ failures: z.array(z.object({ atMs: z.number().int(), reason: z.string() })) })
type Failure = z.infer<typeof Failures>['failures'][number]

export interface CrashRecordOptions {
  /** `<home>/desktop/engine-failures.json`; it outlives the program, so that restarting that does not forget a crash loop. */
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
}

/** The engine's failures of the last minutes, and what follows from their number. */
export class CrashRecord {
  readonly #clock: Clock
  readonly #file: JsonFile<typeof Failures>
  #failures: readonly Failure[]

  constructor({ file, clock, logger }: CrashRecordOptions) {
    this.#clock = clock
    this.#file = new JsonFile({ file, schema: Failures, logger })
    this.#failures = this.#file.read()?.failures ?? []
  }

  add(reason: string): void {
    const nowMs = this.#clock.nowMs()
    this.#failures = [...this.#since(GIVE_UP_AFTER.withinMs), { atMs: nowMs, reason }]
    this.#file.write({ failures: [...this.#failures] })
  }

  /** A person has taken over. */
  clear(): void {
    if (this.#failures.length === 0) return
    this.#failures = []
    this.#file.write({ failures: [] })
  }

  /** Why the next engine must not trade by itself; null where it may. */
  get startHalted(): string | null {
    const { failures, withinMs } = HALT_AFTER
    const count = this.#since(withinMs).length
    return count >= failures ? `the engine failed ${count} times in ${withinMs / MINUTE_MS} minutes` : null
  }

  /** It fails so often that it must not be started again by itself. */
  get isHopeless(): boolean {
    return this.#since(GIVE_UP_AFTER.withinMs).length >= GIVE_UP_AFTER.failures
  }

  /** A record from the future is of a clock that was set back since, and says nothing. */
  #since(withinMs: number): readonly Failure[] {
    const nowMs = this.#clock.nowMs()
    return this.#failures.filter(({ atMs }) => atMs > nowMs - withinMs && atMs <= nowMs)
  }
}
