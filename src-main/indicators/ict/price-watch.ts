export interface TakeOptions {
  /** The price must be beyond the level; at it is not enough. */
  readonly strictly?: boolean
}

/** Below this many items nothing is dropped: looking for ended ones would cost more than keeping them. */
const FEWEST_TO_DROP = 64

/**
 * Levels that wait for the price to come to them from one side. They are kept sorted, the nearest last: a price that reaches
 * nothing costs one comparison, and a level costs as many steps as others wait nearer than it. What is watched forms where the
 * price is, so those are few; a heap, which would carry each new level all the way up, is several times slower here.
 *
 * Items that ended otherwise need not be taken out: those that `isOver` tells of are never handed over, and are dropped
 * whenever the number of items has doubled, so that they never outnumber the living ones for long.
 */
export class PriceWatch<T extends object> {
  /** Turns levels and prices so that a price reaches a level by being at least as large. */
  readonly #sign: 1 | -1
  readonly #isOver: ((item: T) => boolean) | undefined
  /** Turned levels, the smallest last, and beside each its item; among equals the newest last. */
  readonly #levels: number[] = []
  readonly #items: T[] = []
  #dropAt = FEWEST_TO_DROP

  private constructor(sign: 1 | -1, isOver: ((item: T) => boolean) | undefined) {
    this.#sign = sign
    this.#isOver = isOver
  }

  /** Levels below the price; told of lows or closes, it hands over the levels that are at or above them. */
  static falling<T extends object>(isOver?: (item: T) => boolean): PriceWatch<T> {
    return new PriceWatch(-1, isOver)
  }

  /** Levels above the price; told of highs or closes, it hands over the levels that are at or below them. */
  static rising<T extends object>(isOver?: (item: T) => boolean): PriceWatch<T> {
    return new PriceWatch(1, isOver)
  }

  /** Items held; ended ones that have not been dropped yet are counted. */
  get size(): number {
    return this.#items.length
  }

  /** @param level - Price that the item waits for; not NaN. */
  add(level: number, item: T): void {
    if (this.#items.length >= this.#dropAt) this.#dropOver()
    const turned = level * this.#sign
    let place = this.#items.length
    this.#levels.push(turned)
    this.#items.push(item)
    for (; place > 0 && (this.#levels[place - 1] ?? Infinity) < turned; place -= 1) this.#copy(place - 1, place)
    this.#levels[place] = turned
    this.#items[place] = item
  }

  /**
   * Removes every item whose level the price has reached and hands it over: nearest levels first, equal ones in the order in
   * which they were added. An item that `onReached` adds is handed over too if its level is reached, after those.
   */
  takeReached(price: number, onReached: (item: T) => void, options?: TakeOptions): void {
    const strictly = options?.strictly === true
    const turned = price * this.#sign
    while (this.#isReached(this.#levels.length - 1, turned, strictly)) {
      if (this.#isReached(this.#levels.length - 2, turned, strictly)) {
        for (const item of this.#cutReached(turned, strictly)) this.#handOver(item, onReached)
      } else this.#handOver(this.#cutLast(), onReached)
    }
  }

  /** Forgets every item. */
  clear(): void {
    this.#cutTo(0)
  }

  #handOver(item: T | undefined, onReached: (item: T) => void): void {
    if (item !== undefined && this.#isOver?.(item) !== true) onReached(item)
  }

  #cutLast(): T | undefined {
    this.#levels.pop()
    return this.#items.pop()
  }

  #isReached(place: number, turned: number, strictly: boolean): boolean {
    const level = place < 0 ? Infinity : (this.#levels[place] ?? Infinity)
    return strictly ? turned > level : turned >= level
  }

  /** Takes out what is reached, which is at the end, in the order in which it is to be handed over. */
  #cutReached(turned: number, strictly: boolean): T[] {
    const reached: T[] = []
    let end = this.#items.length
    while (this.#isReached(end - 1, turned, strictly)) {
      const begin = this.#firstOfEqual(end - 1)
      for (let place = begin; place < end; place += 1) {
        const item = this.#items[place]
        if (item !== undefined) reached.push(item)
      }
      end = begin
    }
    this.#cutTo(end)
    return reached
  }

  #firstOfEqual(last: number): number {
    let first = last
    while (first > 0 && this.#levels[first - 1] === this.#levels[last]) first -= 1
    return first
  }

  #dropOver(): void {
    const isOver = this.#isOver
    if (isOver !== undefined) this.#drop(isOver)
    this.#dropAt = Math.max(FEWEST_TO_DROP, this.#items.length * 2)
  }

  #drop(isOver: (item: T) => boolean): void {
    let kept = 0
    for (const [place, item] of this.#items.entries()) {
      if (isOver(item)) continue
      this.#copy(place, kept)
      kept += 1
    }
    this.#cutTo(kept)
  }

  #copy(from: number, to: number): void {
    const level = this.#levels[from]
    const item = this.#items[from]
    if (level === undefined || item === undefined) return
    this.#levels[to] = level
    this.#items[to] = item
  }

  #cutTo(length: number): void {
    while (this.#items.length > length) this.#cutLast()
  }
}
