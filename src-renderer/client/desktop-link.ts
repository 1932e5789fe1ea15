import {
  type DesktopBridge,
  type EngineHostState,
  PortsMessage,
  type TopicClientMessage,
} from '../../src-contract/index.ts'
import { PortSocket } from './port-socket.ts'
import type { ProbeResult } from './probe.ts'
import type { Timers } from './timers.ts'
import type { SocketPath, Transport } from './transport.ts'
import type { DesktopHost } from './types.ts'

/** The part of the page's window that is used here. */
export interface PortWindow {
  readonly location: Pick<Location, 'origin'>
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface DesktopLinkOptions {
  readonly bridge: DesktopBridge
  /** Account that the ports are for; undefined: the first one. */
  readonly account: string | undefined
  readonly page: PortWindow
  readonly timers: Timers
  /** An engine runs to which there is no connection yet: a try makes sense now. */
  readonly onRunning: () => void
  /** Told of what the desktop program could not answer; the next try asks again. */
  readonly onFault: (error: unknown) => void
}

interface PortPair {
  readonly generation: number
  readonly calls: MessagePort
  readonly topics: MessagePort
}

const PORTS_LIMIT_MS = 5_000
const PING: TopicClientMessage = { t: 'ping' }

/**
 * Message ports to the engine that the desktop program hosts. The program says where its engine stands: when that ends
 * or another is started, the sockets are closed at once, so that no call waits for an answer that cannot come.
 */
export class DesktopLink implements Transport {
  readonly #options: DesktopLinkOptions
  readonly #listeners = new Set<(state: EngineHostState) => void>()
  #state: EngineHostState = { kind: 'starting' }
  /** Newest start of the engine that is known. */
  #generation = 0
  /** First start of the engine whose ports can still lead anywhere. */
  #oldestAlive = 0
  #pair: PortPair | undefined
  #sockets: PortSocket[] = []
  /** Ends the probe that waits for ports. */
  #endProbe: ((ready: boolean) => void) | undefined

  constructor(options: DesktopLinkOptions) {
    this.#options = options
    options.page.addEventListener('message', (event) => this.#handleMessage(event))
    void this.#followState()
  }

  get host(): DesktopHost {
    return {
      bridge: this.#options.bridge,
      state: () => this.#state,
      onState: (listener) => {
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
    }
  }

  probe(): Promise<ProbeResult> {
    this.#endProbe?.(false)
    this.#givePairUp()
    return new Promise((resolve) => {
      const end = (ready: boolean): void => {
        if (this.#endProbe !== end) return
        this.#endProbe = undefined
        cancelLimit()
        resolve(ready ? 'ready' : this.#refusal())
      }
      const cancelLimit = this.#options.timers.after(PORTS_LIMIT_MS, () => end(false))
      this.#endProbe = end
      void this.#askForPorts(() => end(false))
    })
  }

  openSocket(path: SocketPath): PortSocket {
    if (this.#pair === undefined) throw new Error('A socket to the engine was asked for without ports.')
    const { timers } = this.#options
    const socket =
      path === '/ws/rpc'
        ? new PortSocket(this.#pair.calls, { timers })
        : new PortSocket(this.#pair.topics, { timers, hello: JSON.stringify(PING) })
    this.#sockets.push(socket)
    socket.addEventListener('close', () => {
      this.#sockets = this.#sockets.filter((each) => each !== socket)
    })
    return socket
  }

  /** Nothing comes from a port that was closed here, not even word of its end: its socket is closed as well. */
  #givePairUp(): void {
    for (const socket of this.#sockets) socket.close()
    this.#pair?.calls.close()
    this.#pair?.topics.close()
    this.#pair = undefined
  }

  async #askForPorts(handleRefusal: () => void): Promise<void> {
    try {
      const { bridge, account } = this.#options
      if (!(await bridge.connect(account))) handleRefusal()
    } catch (error) {
      this.#options.onFault(error)
      handleRefusal()
    }
  }

  #refusal(): ProbeResult {
    if (this.#state.kind === 'starting' && this.#state.waitsFor !== undefined) {
      return { kind: 'waiting', reason: this.#state.waitsFor }
    }
    return this.#state.kind === 'starting' || this.#state.kind === 'restarting' ? 'starting' : 'unreachable'
  }

  async #followState(): Promise<void> {
    const { bridge, onFault } = this.#options
    let told = false
    bridge.onEngineState((state) => {
      told = true
      this.#handleState(state)
    })
    try {
      const state = await bridge.engineState()
      // What was told meanwhile is newer.
      if (!told) this.#handleState(state)
    } catch (error) {
      onFault(error)
    }
  }

  #handleState(state: EngineHostState): void {
    this.#state = state
    if (state.kind === 'running') this.#generation = Math.max(this.#generation, state.generation)
    this.#oldestAlive = state.kind === 'running' ? this.#generation : this.#generation + 1
    if (this.#pair === undefined ? state.kind !== 'running' : this.#pair.generation < this.#oldestAlive)
      this.#dropEngine()
    for (const listener of this.#listeners) listener(state)
    if (state.kind === 'running' && this.#endProbe === undefined && this.#sockets.length === 0)
      this.#options.onRunning()
  }

  #dropEngine(): void {
    this.#endProbe?.(false)
    for (const socket of this.#sockets) socket.close()
  }

  #handleMessage(event: MessageEvent): void {
    const { page } = this.#options
    if (event.source !== page || event.origin !== page.location.origin) return
    const message = PortsMessage.safeParse(event.data)
    if (message.success) this.#handlePorts(message.data, event.ports)
  }

  #handlePorts({ generation, account }: PortsMessage, ports: readonly MessagePort[]): void {
    const [calls, topics] = ports
    // Before a page is loaded anew it may have asked for ports of the account that it showed.
    const own = account === (this.#options.account ?? null)
    const wanted = own && this.#endProbe !== undefined && generation >= this.#oldestAlive
    if (!wanted || calls === undefined || topics === undefined || ports.length !== 2) {
      for (const port of ports) port.close()
      return
    }
    this.#generation = Math.max(this.#generation, generation)
    this.#pair = { generation, calls, topics }
    this.#endProbe?.(true)
  }
}
