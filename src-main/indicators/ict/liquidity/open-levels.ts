/** Level of a swing. */
export interface Level {
  readonly price: number
  /** Open time of the swing's bar. */
  readonly timeMs: number
}

interface OpenLevel extends Level {
  /** Most extreme price since, turned as {@link OpenLevels} turns prices; at least the level itself. */
  furthest: number
}

/**
 * Swing levels of one type that no later swing has gone beyond, each nearer to the price than the one before it: a stack, which is
 * searched from its end only as far as the new level reaches.
 */
export class OpenLevels {
  /** Turns prices so that beyond is larger. */
  readonly #sign: 1 | -1
  readonly #levels: OpenLevel[] = []

  /** @param sign - 1 for highs, -1 for lows. */
  constructor(sign: 1 | -1) {
    this.#sign = sign
  }

  /** Tells of the next bar's high, or low. */
  see(price: number): void {
    const newest = this.#levels[this.#levels.length - 1]
    const turned = price * this.#sign
    if (newest !== undefined && turned > newest.furthest) newest.furthest = turned
  }

  /**
   * Adds the newest level; bars up to now have been seen, and none since its own went beyond it.
   * @param distance - Furthest that two equal levels are apart; none are equal where it is NaN.
   * @returns the newest earlier level that is equal to it, where no bar between them went beyond the outer of the two.
   */
  add(level: Level, distance: number): Level | undefined {
    const turned = level.price * this.#sign
    let equal: Level | undefined
    let furthest = turned
    for (let last = this.#levels.at(-1); last !== undefined; last = this.#levels.at(-1)) {
      const lastTurned = last.price * this.#sign
      if (lastTurned > turned) break
      furthest = Math.max(furthest, last.furthest)
      if (furthest <= turned && turned - lastTurned <= distance) equal ??= last
      this.#levels.pop()
    }
    const nearest = this.#levels.at(-1)
    if (nearest !== undefined) nearest.furthest = Math.max(nearest.furthest, furthest)
    equal ??= this.#equalBeyond(turned, distance)
    this.#levels.push({ price: level.price, timeMs: level.timeMs, furthest: turned })
    return equal
  }

  /** The newest level that lies beyond another, by no more than the distance, and that no bar since went beyond. */
  #equalBeyond(turned: number, distance: number): Level | undefined {
    let furthest = -Infinity
    for (let place = this.#levels.length - 1; place >= 0; place -= 1) {
      const level = this.#levels[place]
      if (level === undefined) return undefined
      const levelTurned = level.price * this.#sign
      furthest = Math.max(furthest, level.furthest)
      if (!(levelTurned - turned <= distance)) return undefined
      if (furthest <= levelTurned) return level
    }
    return undefined
  }
}
