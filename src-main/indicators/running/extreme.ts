/**
 * Highest or lowest of the newest `period` inputs, in constant time on average: inputs that a later one outdoes are
 * forgotten (the monotonic queue of the sliding window maximum). Among equals the oldest counts.
 */
export class RunningExtreme {
  readonly period: number
  /** 1 for the highest, -1 for the lowest; inputs are kept multiplied by it. */
  readonly #sign: 1 | -1
  readonly #inputs: Float64Array
  /** Numbers of the inputs, counted from the first. */
  readonly #numbers: Float64Array
  #front = 0
  #length = 0
  #count = 0
  #barsAgo = 0

  private constructor(period: number, sign: 1 | -1) {
    this.period = period
    this.#sign = sign
    this.#inputs = new Float64Array(period)
    this.#numbers = new Float64Array(period)
  }

  static highest(period: number): RunningExtreme {
    return new RunningExtreme(period, 1)
  }

  static lowest(period: number): RunningExtreme {
    return new RunningExtreme(period, -1)
  }

  /** Inputs that came after the newest result of {@link next}. */
  get barsAgo(): number {
    return this.#barsAgo
  }

  /** The extreme with `input` as the newest; NaN while fewer than `period` have come. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const signed = input * this.#sign
    const expired = this.#length > 0 && this.#numberAt(0) <= this.#count - this.period ? 1 : 0
    const holds = this.#length > expired && this.#inputAt(expired) >= signed
    const extreme = holds ? this.#inputAt(expired) : signed
    this.#barsAgo = holds ? this.#count - this.#numberAt(expired) : 0
    const isFull = this.#count + 1 >= this.period
    if (commit) this.#take(signed, expired)
    return isFull ? extreme * this.#sign : Number.NaN
  }

  reset(): void {
    this.#front = 0
    this.#length = 0
    this.#count = 0
    this.#barsAgo = 0
  }

  #take(signed: number, expired: number): void {
    this.#front = this.#slot(expired)
    this.#length -= expired
    while (this.#length > 0 && this.#inputAt(this.#length - 1) < signed) this.#length -= 1
    const slot = this.#slot(this.#length)
    this.#inputs[slot] = signed
    this.#numbers[slot] = this.#count
    this.#length += 1
    this.#count += 1
  }

  #slot(place: number): number {
    const slot = this.#front + place
    return slot < this.period ? slot : slot - this.period
  }

  #inputAt(place: number): number {
    return this.#inputs[this.#slot(place)] ?? Number.NaN
  }

  #numberAt(place: number): number {
    return this.#numbers[this.#slot(place)] ?? Number.NaN
  }
}
