import { ACCOUNT_PARAMETER, WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { probeEngine } from './probe.ts'
import type { Transport } from './transport.ts'

export interface BrowserTransportOptions {
  /** Where the engine listens, for example `http://127.0.0.1:4000`. */
  readonly baseUrl: string
  /** Undefined when the page was opened without one: every probe is `denied` then. */
  readonly token: string | undefined
  /** Account that calls and streams are about; undefined: the first one. */
  readonly account: string | undefined
}

/** WebSockets to the engine's own address. */
export function browserTransport({ baseUrl, token, account }: BrowserTransportOptions): Transport {
  const socketUrl = baseUrl.replace(/^http/, 'ws')
  const query = account === undefined ? '' : `?${new URLSearchParams({ [ACCOUNT_PARAMETER]: account }).toString()}`
  return {
    host: undefined,
    probe: async () =>
      token === undefined ? 'denied' : probeEngine({ baseUrl, token, account, fetch: (url, init) => fetch(url, init) }),
    openSocket: (path) => new WebSocket(socketUrl + path + query, [WS_PROTOCOL, WS_TOKEN_PREFIX + (token ?? '')]),
  }
}
