import { ApiError } from './api-error.ts'
import type { Route } from './route.ts'

/** What the door lets through before it refuses. */
export interface RateLimits {
  readonly weightPerMinute: number
  readonly ordersPer10Seconds: number
  /** Requests after the first 429 that are answered with another one; the next brings the ban. */
  readonly warningsBeforeBan: number
  readonly banMs: number
}

/** An answer that only says: not now. */
export class TooMany extends ApiError {
  readonly retryAfterSeconds: number

  constructor(status: 418 | 429, message: string, retryAfterSeconds: number) {
    super(-1003, message, status)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const MINUTE_MS = 60_000
const ORDER_WINDOW_MS = 10_000

/** Counts the weight of what one side is asked, as the exchange does for an address: 429 first, 418 for who goes on. */
export class RateMeter {
  readonly limits: RateLimits
  #minute = 0
  #weight = 0
  #orderWindow = 0
  #orders = 0
  #warnings = 0
  #bannedUntilMs = 0

  constructor(limits: RateLimits) {
    this.limits = limits
  }

  get usedWeight(): number {
    return this.#weight
  }

  get orderCount(): number {
    return this.#orders
  }

  /** Nothing is answered before then. */
  ban(untilMs: number): void {
    this.#bannedUntilMs = untilMs
  }

  /** The clock was put forward by so much (back by less than 0): a ban lasts no longer and no shorter for that. */
  shift(byMs: number): void {
    this.#bannedUntilMs += byMs
  }

  clear(): void {
    this.#weight = 0
    this.#orders = 0
    this.#warnings = 0
    this.#bannedUntilMs = 0
  }

  /** Counts a request. @throws TooMany over the limit or while banned; ApiError -1015 for too many orders. */
  count(route: Route, weight: number, nowMs: number): void {
    this.#refuseBanned(nowMs)
    this.#turn(nowMs)
    this.#weight += weight
    if (this.#weight > this.limits.weightPerMinute) this.#refuse(nowMs)
    if (!route.counts) return
    this.#orders += 1
    if (this.#orders <= this.limits.ordersPer10Seconds) return
    const limit = this.limits.ordersPer10Seconds
    throw new ApiError(-1015, `Too many new orders; current limit is ${limit} orders per TEN_SECONDS.`)
  }

  #refuseBanned(nowMs: number): void {
    if (nowMs >= this.#bannedUntilMs) return
    const seconds = Math.ceil((this.#bannedUntilMs - nowMs) / 1_000)
    const message = `Way too much request weight used; IP banned until ${this.#bannedUntilMs}.`
    throw new TooMany(418, message, seconds)
  }

  #turn(nowMs: number): void {
    const minute = Math.floor(nowMs / MINUTE_MS)
    const orderWindow = Math.floor(nowMs / ORDER_WINDOW_MS)
    if (minute !== this.#minute) {
      this.#weight = 0
      this.#warnings = 0
    }
    if (orderWindow !== this.#orderWindow) this.#orders = 0
    this.#minute = minute
    this.#orderWindow = orderWindow
  }

  #refuse(nowMs: number): never {
    this.#warnings += 1
    if (this.#warnings > this.limits.warningsBeforeBan) {
      this.#bannedUntilMs = nowMs + this.limits.banMs
      this.#refuseBanned(nowMs)
    }
    const limit = this.limits.weightPerMinute
    const message = `Too much request weight used; current limit is ${limit} request weight per 1 MINUTE.`
    throw new TooMany(429, message, Math.ceil((MINUTE_MS - (nowMs % MINUTE_MS)) / 1_000))
  }
}
