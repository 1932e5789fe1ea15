interface Waiter {
  readonly target: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

type Acknowledgement = (() => void) | undefined

/** Remembers, in order, whom to tell when each batch of writes is on disk. */
export class WriteQueue {
  readonly #batches: (readonly Acknowledgement[])[] = []
  readonly #onCallbackError: (error: Error) => void
  #waiters: Waiter[] = []
  #added = 0
  #settled = 0

  constructor(onCallbackError: (error: Error) => void) {
    this.#onCallbackError = onCallbackError
  }

  /** Writes handed over and not yet stored. */
  get pending(): number {
    return this.#added - this.#settled
  }

  /** Counts one write; it belongs to the batch that {@link addBatch} names next. */
  countWrite(): void {
    this.#added++
  }

  addBatch(acknowledgements: readonly Acknowledgement[]): void {
    this.#batches.push(acknowledgements)
  }

  /** The oldest `count` batches are on disk. A callback that throws does not keep the next ones from running. */
  settle(count: number): void {
    for (const batch of this.#batches.splice(0, count)) {
      for (const acknowledge of batch) {
        this.#settled++
        this.#run(acknowledge)
      }
    }
    this.#releaseWaiters()
  }

  /** Resolves once everything counted so far is settled; rejects where {@link fail} comes first. */
  drained(): Promise<void> {
    if (this.pending === 0) return Promise.resolve()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiters.push({ target: this.#added, resolve, reject })
    return promise
  }

  /** Nothing that is pending will ever be stored. */
  fail(error: Error): void {
    this.#batches.length = 0
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error)
  }

  #run(acknowledge: Acknowledgement): void {
    try {
      acknowledge?.()
    } catch (error) {
      this.#onCallbackError(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #releaseWaiters(): void {
    if (this.#waiters.length === 0) return
    const due = this.#waiters.filter((waiter) => waiter.target <= this.#settled)
    this.#waiters = this.#waiters.filter((waiter) => waiter.target > this.#settled)
    for (const waiter of due) waiter.resolve()
  }
}
