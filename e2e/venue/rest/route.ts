import type { Params } from './params.ts'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** An endpoint of the exchange. */
export interface Route {
  readonly method: HttpMethod
  readonly path: string
  /** Request weight; some endpoints weigh more the more they are asked for. */
  readonly weight: number | ((params: Params) => number)
  /** `none`: public. `key`: API key only. `signed`: key, time stamp and signature. */
  readonly security: 'none' | 'key' | 'signed'
  /** Places, changes or cancels orders: the key must be allowed to trade. */
  readonly trades?: boolean
  /** Counts as a new order. */
  readonly counts?: boolean
  readonly handle: (params: Params, caller: Caller) => unknown
}

/** Who asks: their key, where the endpoint wants one. */
export interface Caller {
  readonly key: ApiKey | undefined
  readonly nowMs: number
}

/** A key of the account. */
export interface ApiKey {
  readonly apiKey: string
  readonly secret: string
  readonly canTrade: boolean
}

export function weightOf({ weight }: Route, params: Params): number {
  return typeof weight === 'number' ? weight : weight(params)
}

/** A signed endpoint, without what it does. */
export function signed(
  method: HttpMethod,
  path: string,
  weight: Route['weight'],
): Pick<Route, 'method' | 'path' | 'weight'> & { readonly security: 'signed' } {
  return { method, path, weight, security: 'signed' }
}
