import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError, refusals } from './api-error.ts'
import type { Params } from './params.ts'
import type { ApiKey, Route } from './route.ts'

/** What of a request says who sent it. */
export interface Credentials {
  readonly apiKey: string | undefined
  /** The text that was signed. */
  readonly payload: string
  readonly params: Params
}

const STANDARD_WINDOW_MS = 5_000
const LONGEST_WINDOW_MS = 60_000
/** A client's clock may be ahead by this much. */
const AHEAD_MS = 1_000
const KEY = /^[A-Za-z0-9]{16,128}$/

/** Checks key, time stamp and signature in the order in which the exchange does, and refuses with its codes. */
export class Authenticator {
  readonly #keys: readonly ApiKey[]

  constructor(keys: readonly ApiKey[]) {
    this.#keys = keys
  }

  /** @returns The key of who asks; undefined for what is public. @throws ApiError -2014, -2015, -1022, -1021, -1002. */
  check(route: Route, credentials: Credentials, nowMs: number): ApiKey | undefined {
    if (route.security === 'none') return undefined
    const key = this.#keyOf(credentials.apiKey)
    if (route.security === 'key') return key
    const { params } = credentials
    const stampMs = params.integer('timestamp')
    if (stampMs === undefined) throw refusals.missing('timestamp')
    const windowMs = params.integer('recvWindow') ?? STANDARD_WINDOW_MS
    if (windowMs > LONGEST_WINDOW_MS) throw new ApiError(-1131, 'recvWindow must be less than 60000')
    if (stampMs > nowMs + AHEAD_MS) {
      throw new ApiError(-1021, `Timestamp for this request was ${AHEAD_MS}ms ahead of the server's time.`)
    }
    if (nowMs - stampMs > windowMs) {
      throw new ApiError(-1021, 'Timestamp for this request is outside of the recvWindow.')
    }
    this.#checkSignature(key, credentials)
    if (route.trades === true && !key.canTrade) throw notPermitted()
    return key
  }

  #keyOf(apiKey: string | undefined): ApiKey {
    if (apiKey === undefined || !KEY.test(apiKey)) throw new ApiError(-2014, 'API-key format invalid.', 401)
    const key = this.#keys.find((known) => known.apiKey === apiKey)
    if (!key) throw notPermitted()
    return key
  }

  #checkSignature(key: ApiKey, { payload, params }: Credentials): void {
    const signature = params.required('signature')
    const expected = createHmac('sha256', key.secret).update(payload).digest()
    const given = Buffer.from(signature, 'hex')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return
    throw new ApiError(-1022, 'Signature for this request is not valid.')
  }
}

function notPermitted(): ApiError {
  return new ApiError(-2015, 'Invalid API-key, IP, or permissions for action.', 401)
}
