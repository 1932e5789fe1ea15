import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { browserTransport, type BrowserTransportOptions } from './browser-transport.ts'
import { Connection, type Socket } from './connection.ts'
import { DesktopLink, type DesktopLinkOptions } from './desktop-link.ts'
import { ConnectionLostError } from './fault.ts'
import { createFrameScheduler } from './frame-scheduler.ts'
import { browserPageLife } from './page-life.ts'
import { windowTimers } from './timers.ts'
import { TopicHub } from './topic-hub.ts'
import type { Transport } from './transport.ts'
import type { EngineCalls, EngineClient } from './types.ts'
import { UserCommands } from './user-commands.ts'

/** Hands each call to the socket of the moment, so that the client outlives its sockets. */
class SwitchingLink implements ClientLink<ClientContext> {
  readonly #commands: UserCommands
  #link: RPCLink<ClientContext> | undefined

  constructor(commands: UserCommands) {
    this.#commands = commands
  }

  use(socket: Socket | undefined): void {
    this.#link = socket === undefined ? undefined : new RPCLink({ websocket: socket })
  }

  call: ClientLink<ClientContext>['call'] = async (path, input, options) => {
    if (this.#link === undefined) throw new ConnectionLostError()
    const link = this.#link
    return this.#commands.carryOut(path, async () => link.call(path, input, options))
  }
}

/** A browser opens WebSockets with a token; in the desktop window the bridge stands for both. */
export type EngineClientOptions = BrowserTransportOptions | Pick<DesktopLinkOptions, 'bridge' | 'account'>

/** Connects to an engine and stays connected until the page goes. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const commands = new UserCommands()
  const frames = createFrameScheduler({
    timers: windowTimers,
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
  })
  const hub = new TopicHub({
    schedule: commands.goingBefore(frames, windowTimers),
    page: browserPageLife(document, window),
    onFault: reportError,
    onNotTraded: () => connection.handleNotTraded(),
  })
  const link = new SwitchingLink(commands)
  const transport = createTransport(options, () => connection.connect())
  const connection = new Connection({
    timers: windowTimers,
    probe: () => transport.probe(),
    openSocket: (path) => transport.openSocket(path),
    hub,
    onCallSocket: (socket) => link.use(socket),
  })
  connection.connect()
  return {
    account: options.account,
    calls: createORPCClient<EngineCalls>(link),
    subscribe: (topic, params, handler) => hub.subscribe(topic, params, handler),
    connection: () => connection.state,
    onConnection: (listener) => connection.onChange(listener),
    retryNow: () => connection.connect(),
    host: transport.host,
  }
}

function createTransport(options: EngineClientOptions, onRunning: () => void): Transport {
  if (!('bridge' in options)) return browserTransport(options)
  return new DesktopLink({
    bridge: options.bridge,
    account: options.account,
    page: window,
    timers: windowTimers,
    onRunning,
    onFault: reportError,
  })
}
