import { ensureNever } from '../../../src-main/base/index.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { VenueSide } from '../side.ts'
import { ApiError } from './api-error.ts'
import type { Authenticator } from './authenticator.ts'
import { ReplaceFailed } from './cancel-replace.ts'
import type { Params } from './params.ts'
import { type RateMeter, TooMany } from './rate-limits.ts'
import { type HttpMethod, type Route, weightOf } from './route.ts'

/** A request, whichever way it came. */
export interface VenueRequest {
  readonly side: VenueSide
  /** As faults name it. */
  readonly subject: string
  readonly route: Route
  readonly params: Params
  readonly apiKey: string | undefined
  /** The text that was signed. */
  readonly payload: string
}

/** What is answered. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** What becomes of the answer: told, told late or unreadable, or never. */
export type Delivery =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly delayMs: number }
  | { readonly kind: 'unreadable'; readonly answer: Answer }
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang' }

export interface FrontDeskParts {
  readonly routes: readonly Route[]
  readonly meters: Readonly<Record<VenueSide, RateMeter>>
  readonly authenticator: Authenticator
  readonly faults: FaultPlan
  readonly nowMs: () => number
  readonly onError: (error: unknown) => void
}

/** Every request goes through here: limits, credentials, the planned faults, and what was asked. */
export class FrontDesk {
  readonly #parts: FrontDeskParts
  readonly #routes: ReadonlyMap<string, Route>

  constructor(parts: FrontDeskParts) {
    this.#parts = parts
    this.#routes = new Map(parts.routes.map((route) => [`${route.method} ${route.path}`, route]))
  }

  find(method: HttpMethod, path: string): Route | undefined {
    return this.#routes.get(`${method} ${path}`)
  }

  receive(request: VenueRequest): Delivery {
    const fault = this.#parts.faults.nextOfRequest(request.subject)
    if (!fault) return told(this.#answer(request))
    switch (fault.kind) {
      case 'delay':
        return told(this.#answer(request), fault.ms)
      case 'duplicate':
        this.#answer(request)
        return told(this.#answer(request))
      case 'reject':
        return told(this.#refusal(request, new ApiError(fault.code, fault.message, fault.status)))
      case 'ban':
        return told(this.#banned(request, fault.status, fault.forMs))
      case 'drop':
      case 'hang':
        if (fault.taken) this.#answer(request)
        return { kind: fault.kind }
      case 'serverError':
        if (fault.taken) this.#answer(request)
        return told(this.#refusal(request, serverError(fault.status)))
      case 'invalidJson': {
        const answer = fault.taken ? this.#answer(request) : { status: 200, body: {}, headers: {} }
        return { kind: 'unreadable', answer }
      }
      default:
        return ensureNever(fault, 'request fault')
    }
  }

  #answer(request: VenueRequest): Answer {
    const { route, params, apiKey, payload } = request
    const nowMs = this.#parts.nowMs()
    try {
      this.#meter(request).count(route, weightOf(route, params), nowMs)
      const key = this.#parts.authenticator.check(route, { apiKey, payload, params }, nowMs)
      const body = route.handle(params, { key, nowMs })
      return { status: 200, body, headers: this.#headers(request) }
    } catch (error) {
      return this.#refusal(request, error)
    }
  }

  #refusal(request: VenueRequest, error: unknown): Answer {
    const refusal = error instanceof ApiError ? error : this.#fault(error)
    const { code, message: msg, status } = refusal
    const retry = refusal instanceof TooMany ? { 'Retry-After': String(refusal.retryAfterSeconds) } : {}
    const data = refusal instanceof ReplaceFailed ? { data: refusal.data } : {}
    return { status, body: { code, msg, ...data }, headers: { ...this.#headers(request), ...retry } }
  }

  /** A fault of the simulator itself looks like one of the exchange, and is reported. */
  #fault(error: unknown): ApiError {
    this.#parts.onError(error)
    return new ApiError(-1000, 'An unknown error occurred while processing the request.', 500)
  }

  #banned(request: VenueRequest, status: 418 | 429, forMs: number): Answer {
    const untilMs = this.#parts.nowMs() + forMs
    const seconds = Math.ceil(forMs / 1_000)
    if (status === 429) {
      const { weightPerMinute } = this.#meter(request).limits
      const message = `Too much request weight used; current limit is ${weightPerMinute} request weight per 1 MINUTE.`
      return this.#refusal(request, new TooMany(429, message, seconds))
    }
    this.#meter(request).ban(untilMs)
    const message = `Way too much request weight used; IP banned until ${untilMs}.`
    return this.#refusal(request, new TooMany(418, message, seconds))
  }

  #headers(request: VenueRequest): Record<string, string> {
    const meter = this.#meter(request)
    return {
      'X-MBX-USED-WEIGHT-1M': String(meter.usedWeight),
      ...(request.route.counts === true && { 'X-MBX-ORDER-COUNT-10S': String(meter.orderCount) }),
    }
  }

  #meter({ side }: VenueRequest): RateMeter {
    return this.#parts.meters[side]
  }
}

function told(answer: Answer, delayMs = 0): Delivery {
  return { kind: 'answer', answer, delayMs }
}

function serverError(status: number): ApiError {
  return status === 503
    ? new ApiError(-1008, 'Server is currently overloaded with other requests. Please try again in a few minutes.', 503)
    : new ApiError(-1000, 'An unknown error occurred while processing the request.', status)
}
