import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { Connection, type Socket } from './connection.ts'
import { ConnectionLostError } from './fault.ts'
import { createFrameScheduler } from './frame-scheduler.ts'
import { probeEngine } from './probe.ts'
import { windowTimers } from './timers.ts'
import { TopicHub } from './topic-hub.ts'
import type { EngineCalls, EngineClient } from './types.ts'

/** Hands each call to the socket of the moment, so that the client outlives its sockets. */
class SwitchingLink implements ClientLink<ClientContext> {
  #link: RPCLink<ClientContext> | undefined

  use(socket: Socket | undefined): void {
    this.#link = socket === undefined ? undefined : new RPCLink({ websocket: socket })
  }

  call: ClientLink<ClientContext>['call'] = async (path, input, options) => {
    if (this.#link === undefined) throw new ConnectionLostError()
    return this.#link.call(path, input, options)
  }
}

export interface EngineClientOptions {
  /** Where the engine listens, for example `http://127.0.0.1:4000`. */
  readonly baseUrl: string
  /** Undefined when the page was opened without one: the client is `denied` then. */
  readonly token: string | undefined
}

/** Connects to an engine over WebSockets and stays connected until the page goes. */
export function createEngineClient({ baseUrl, token }: EngineClientOptions): EngineClient {
  const hub = new TopicHub({
    schedule: createFrameScheduler({
      timers: windowTimers,
      requestFrame: (callback) => requestAnimationFrame(callback),
      cancelFrame: (handle) => cancelAnimationFrame(handle),
    }),
    onFault: reportError,
  })
  const link = new SwitchingLink()
  const socketUrl = baseUrl.replace(/^http/, 'ws')
  const connection = new Connection({
    timers: windowTimers,
    probe: async () =>
      token === undefined ? 'denied' : probeEngine({ baseUrl, token, fetch: (url, init) => fetch(url, init) }),
    openSocket: (path) => new WebSocket(socketUrl + path, [WS_PROTOCOL, WS_TOKEN_PREFIX + (token ?? '')]),
    hub,
    onCallSocket: (socket) => link.use(socket),
  })
  connection.connect()
  return {
    calls: createORPCClient<EngineCalls>(link),
    subscribe: (topic, params, handler) => hub.subscribe(topic, params, handler),
    connection: () => connection.state,
    onConnection: (listener) => connection.onChange(listener),
    retryNow: () => connection.connect(),
  }
}
