/** Ids that no other run of the engine has given: the moment, and a number within this run. */
export class AlertIds {
  readonly #prefix: string
  #count = 0

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** @param nowMs system time */
  next(nowMs: number): string {
    this.#count += 1
    return `${this.#prefix}-${nowMs.toString(36)}-${this.#count}`
  }
}
