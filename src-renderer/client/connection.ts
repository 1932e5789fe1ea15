import type { TopicClientMessage } from '../../src-contract/index.ts'
import { backOffMs } from './back-off.ts'
import { Heartbeat } from './heartbeat.ts'
import type { ProbeResult } from './probe.ts'
import type { Timers } from './timers.ts'
import type { TopicHub } from './topic-hub.ts'
import type { SocketPath } from './transport.ts'
import type { ConnectionState } from './types.ts'

/** The part of a browser's WebSocket that is used here; a message port is given the same shape. */
export type Socket = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState' | 'close'>

export interface ConnectionOptions {
  readonly timers: Timers
  readonly probe: () => Promise<ProbeResult>
  readonly openSocket: (path: SocketPath) => Socket
  readonly hub: TopicHub
  /** The socket that carries calls from now on; undefined while there is none. */
  readonly onCallSocket: (socket: Socket | undefined) => void
}

const STARTING_RETRY_MS = 1_000
const SOCKET_OPEN = 1

/** Keeps the two sockets to the engine: asks first, opens both, and begins again with growing waits when one closes. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #listeners = new Set<(state: ConnectionState) => void>()
  #state: ConnectionState = { kind: 'connecting' }
  #sockets: readonly Socket[] = []
  #heartbeat: Heartbeat | undefined
  #cancelRetry: (() => void) | undefined
  /** Grows with every try; what comes late from an older try is ignored. */
  #round = 0

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  get state(): ConnectionState {
    return this.#state
  }

  onChange(listener: (state: ConnectionState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins a try now, whatever wait was running. Does nothing while connected. */
  connect(): void {
    if (this.#state.kind === 'connected') return
    this.#release()
    void this.#probe()
  }

  /** The engine has said so; no other try is made. */
  handleNotTraded(): void {
    this.#release()
    this.#setState({ kind: 'notTraded' })
  }

  async #probe(): Promise<void> {
    const round = this.#round
    const result = await this.#options.probe()
    if (round === this.#round) this.#handleProbe(result)
  }

  #handleProbe(result: ProbeResult): void {
    if (typeof result === 'object') {
      this.#askAgain({ kind: 'starting', waitsFor: result.reason })
      return
    }
    switch (result) {
      case 'ready':
        this.#openSockets()
        return
      case 'starting':
        this.#askAgain({ kind: 'starting' })
        return
      case 'denied':
      case 'notTraded':
        this.#setState({ kind: result })
        return
      case 'unreachable':
        this.#handleLoss()
    }
  }

  /** The door answers, and what is behind it does not yet. */
  #askAgain(state: Extract<ConnectionState, { kind: 'starting' }>): void {
    this.#setState(state)
    this.#cancelRetry = this.#options.timers.after(STARTING_RETRY_MS, () => this.connect())
  }

  #openSockets(): void {
    const calls = this.#options.openSocket('/ws/rpc')
    const topics = this.#options.openSocket('/ws/topics')
    this.#sockets = [calls, topics]
    const round = this.#round
    const whenCurrent = (act: () => void) => (): void => {
      if (round === this.#round) act()
    }
    for (const socket of this.#sockets) {
      socket.addEventListener(
        'open',
        whenCurrent(() => {
          if (this.#sockets.every((each) => each.readyState === SOCKET_OPEN)) this.#handleOpen(calls, topics)
        }),
      )
      socket.addEventListener(
        'close',
        whenCurrent(() => this.#handleLoss()),
      )
    }
  }

  #handleOpen(calls: Socket, topics: Socket): void {
    const { hub, timers, onCallSocket } = this.#options
    const round = this.#round
    /* A socket is closing for a while before it says so; a browser reports what is sent then as an error. */
    const send = (message: TopicClientMessage): void => {
      if (topics.readyState === SOCKET_OPEN) topics.send(JSON.stringify(message))
    }
    const heartbeat = new Heartbeat({
      timers,
      ping: () => send({ t: 'ping' }),
      onSilence: () => this.#handleLoss(),
    })
    this.#heartbeat = heartbeat
    topics.addEventListener('message', (event) => {
      if (round !== this.#round) return
      heartbeat.handleMessage()
      hub.handleMessage(String(event.data))
    })
    onCallSocket(calls)
    hub.handleOpen(send)
    this.#setState({ kind: 'connected' })
  }

  #handleLoss(): void {
    this.#release()
    const nowMs = this.#options.timers.nowMs()
    const before = this.#state
    const attempt = before.kind === 'lost' ? before.attempt + 1 : 1
    const sinceMs = before.kind === 'lost' ? before.sinceMs : nowMs
    const delayMs = backOffMs(attempt)
    this.#cancelRetry = this.#options.timers.after(delayMs, () => this.connect())
    this.#setState({ kind: 'lost', sinceMs, nextTryMs: nowMs + delayMs, attempt })
  }

  #release(): void {
    this.#round += 1
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.#heartbeat?.dispose()
    this.#heartbeat = undefined
    this.#options.hub.handleClose()
    this.#options.onCallSocket(undefined)
    for (const socket of this.#sockets) socket.close()
    this.#sockets = []
  }

  #setState(state: ConnectionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}
