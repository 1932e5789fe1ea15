/** Money put in or taken out, which is no result of trading: above zero put in. */
export interface CapitalFlow {
  readonly timeMs: number
  readonly amount: number
}

/** Walks through flows along with samples, each taken once. */
export class FlowCursor {
  readonly #flows: readonly CapitalFlow[]
  #next = 0

  /** Flows up to that time are in the first sample already. */
  constructor(flows: readonly CapitalFlow[], sinceMs: number) {
    this.#flows = flows.filter(({ timeMs }) => timeMs > sinceMs).toSorted((left, right) => left.timeMs - right.timeMs)
  }

  /** What came in since the last call, up to that time and with it. */
  until(timeMs: number): number {
    let amount = 0
    for (let flow = this.#flows[this.#next]; flow && flow.timeMs <= timeMs; flow = this.#flows[this.#next]) {
      amount += flow.amount
      this.#next += 1
    }
    return amount
  }
}
