/**
 * Keeps a market that brings its own time standing still from its start until there is somebody who decides on what it
 * delivers: what it played before, nobody would have traded.
 */
export class DecisionGate {
  #isDeciding = false
  #expected: PromiseWithResolvers<void> | undefined

  /** Strategies decide on each bar that closes. */
  get isDeciding(): boolean {
    return this.#isDeciding
  }

  /** Resolves when strategies decide; undefined where nothing waits for them. For the venue's barrier. */
  get awaited(): Promise<void> | undefined {
    return this.#expected?.promise
  }

  /** The market begins, and waits for whoever decides. */
  expect(): void {
    if (!this.#isDeciding) this.#expected ??= Promise.withResolvers()
  }

  open(): void {
    this.#isDeciding = true
    this.#expected?.resolve()
    this.#expected = undefined
  }

  /** A market that plays goes on. */
  close(): void {
    this.#isDeciding = false
  }
}
