import type { FuturesUserStream } from '../streams/user-streams.ts'
import { ApiError } from './api-error.ts'
import type { Route } from './route.ts'

/** Listen keys of the futures' account stream: the API key alone opens them. */
export function listenKeyRoutes(stream: FuturesUserStream): Route[] {
  const route = (method: Route['method'], handle: Route['handle']): Route => {
    return { method, path: '/fapi/v1/listenKey', weight: 1, security: 'key', handle }
  }
  return [
    route('POST', () => ({ listenKey: stream.openKey() })),
    route('PUT', () => {
      if (!stream.keepKey()) throw new ApiError(-1125, 'This listenKey does not exist.')
      return { listenKey: stream.openKey() }
    }),
    route('DELETE', () => {
      stream.expireKey()
      return {}
    }),
  ]
}
