import { EngineError } from './errors.ts'

/** Newest calls remembered; older keys are free again once their calls have ended. */
const CAPACITY = 1_000

interface Call {
  readonly draft: string
  readonly answer: Promise<unknown>
  isUnderWay: boolean
}

/** Makes a call that may be repeated take effect once: the same key gives the first answer again. */
export class KeyedCalls {
  readonly #calls = new Map<string, Call>()

  /**
   * A call that failed may be made again under its key.
   * @throws EngineError `IDEMPOTENCY_MISMATCH` where the key stands for another draft.
   */
  async once<T>(key: string, draft: unknown, act: () => Promise<T>): Promise<T> {
    const text = JSON.stringify(draft)
    const known = this.#calls.get(key)
    if (known && known.draft !== text) {
      throw new EngineError(
        'IDEMPOTENCY_MISMATCH',
        `The idempotency key ${key} was used for another call. Use a new key.`,
      )
    }
    if (known) return known.answer as Promise<T>
    const answer = act()
    this.#keep(key, { draft: text, answer, isUnderWay: true })
    return answer
  }

  #keep(key: string, call: Call): void {
    this.#calls.set(key, call)
    this.#forgetOldest()
    void this.#follow(key, call)
  }

  async #follow(key: string, call: Call): Promise<void> {
    try {
      await call.answer
      call.isUnderWay = false
      this.#forgetOldest()
    } catch {
      this.#calls.delete(key)
    }
  }

  #forgetOldest(): void {
    if (this.#calls.size <= CAPACITY) return
    for (const [key, { isUnderWay }] of this.#calls) {
      if (isUnderWay) continue
      this.#calls.delete(key)
      return
    }
  }
}
