import { WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { probeEngine } from './probe.ts'
import type { Transport } from './transport.ts'

export interface BrowserTransportOptions {
  /** Where the engine listens, for example `http://127.0.0.1:4000`. */
  readonly baseUrl: string
  /** Undefined when the page was opened without one: every probe is `denied` then. */
  readonly token: string | undefined
}

/** WebSockets to the engine's own address. */
export function browserTransport({ baseUrl, token }: BrowserTransportOptions): Transport {
  const socketUrl = baseUrl.replace(/^http/, 'ws')
  return {
    host: undefined,
    probe: async () =>
      token === undefined ? 'denied' : probeEngine({ baseUrl, token, fetch: (url, init) => fetch(url, init) }),
    openSocket: (path) => new WebSocket(socketUrl + path, [WS_PROTOCOL, WS_TOKEN_PREFIX + (token ?? '')]),
  }
}
