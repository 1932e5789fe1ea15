import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { FaultPlan } from '../faults/fault-plan.ts'
import { sideOfPath } from '../rest/http-door.ts'
import type { VenueSide } from '../side.ts'
import type { Listener, MarketStreams } from './market-streams.ts'
import type { FuturesUserStream, SpotUserStream } from './user-streams.ts'
import { Wire } from './wire.ts'
import type { WsApi } from './ws-api.ts'

export interface StreamDoorParts {
  readonly faults: FaultPlan
  readonly streams: Readonly<Record<VenueSide, MarketStreams>>
  readonly spotUser: SpotUserStream
  readonly futuresUser: FuturesUserStream
  readonly wsApi: WsApi
  readonly onError: (error: unknown) => void
}

/** Takes the WebSockets: market streams, the account's streams, and the WebSocket API. */
export class StreamDoor {
  readonly #parts: StreamDoorParts
  readonly #sockets = new WebSocketServer({ noServer: true })
  readonly #wires = new Set<Wire>()
  #waiting: (() => void)[] = []

  constructor(parts: StreamDoorParts) {
    this.#parts = parts
  }

  listenOn(server: Server): void {
    server.on('upgrade', (request, duplex, head) => {
      this.#sockets.handleUpgrade(request, duplex, head, (socket) => this.#accept(request, socket, duplex))
    })
  }

  /** Every connection of a side, or of both. */
  wires(side?: VenueSide): Wire[] {
    return [...this.#wires].filter((wire) => side === undefined || wire.side === side)
  }

  /**
   * Waits until somebody listens.
   *
   * @param stream as it is subscribed, or `user` for the account's stream.
   */
  async heard(side: VenueSide, stream: string): Promise<void> {
    while (!this.isHeard(side, stream)) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** @param stream as for {@link heard}. */
  isHeard(side: VenueSide, stream: string): boolean {
    if (stream !== 'user') return this.#parts.streams[side].isHeard(stream)
    const { spotUser, futuresUser } = this.#parts
    return (side === 'spot' ? spotUser : futuresUser).wires.length > 0
  }

  /** Cuts connections, as when the network goes. */
  drop(side?: VenueSide): void {
    for (const wire of this.wires(side)) wire.drop()
  }

  close(): void {
    this.drop()
    this.#sockets.close()
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #accept(request: IncomingMessage, socket: WebSocket, duplex: Duplex): void {
    const url = new URL(request.url ?? '/', 'ws://venue')
    const wire = new Wire({ side: sideOfPath(url.pathname), socket, duplex, faults: this.#parts.faults })
    this.#wires.add(wire)
    socket.on('error', (error) => this.#parts.onError(error))
    socket.on('close', () => this.#wires.delete(wire))
    const isApi = url.pathname.startsWith('/ws-api/') || url.pathname.startsWith('/ws-fapi/')
    if (isApi) this.#serveApi(wire, socket)
    else this.#serveStreams(wire, socket, url)
  }

  #serveApi(wire: Wire, socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      this.#parts.wsApi.receive(wire, data.toString())
      this.#wake()
    })
    socket.on('close', () => this.#parts.spotUser.leave(wire))
  }

  #serveStreams(wire: Wire, socket: WebSocket, url: URL): void {
    const named = namedStreams(url)
    const listenKey = url.searchParams.get('listenKey') ?? named.find((name) => this.#parts.futuresUser.isKey(name))
    if (listenKey !== undefined) {
      this.#serveUser(wire, socket, listenKey)
      return
    }
    const streams = this.#parts.streams[wire.side]
    const isCombined = url.searchParams.has('streams')
    const listener: Listener = { wire, isCombined, streams: new Set(named.filter((name) => streams.isStream(name))) }
    streams.add(listener)
    this.#wake()
    socket.on('close', () => streams.remove(listener))
    socket.on('message', (data: Buffer) => {
      this.#handleWish(listener, data.toString())
      this.#wake()
    })
  }

  #serveUser(wire: Wire, socket: WebSocket, listenKey: string): void {
    const { futuresUser } = this.#parts
    if (!futuresUser.isKey(listenKey)) {
      wire.close()
      return
    }
    futuresUser.add(wire)
    this.#wake()
    socket.on('close', () => futuresUser.leave(wire))
  }

  #handleWish(listener: Listener, text: string): void {
    const wish = parsed(text)
    const { wire, streams } = listener
    const names = wish?.params ?? []
    const isKnown = names.every((name) => this.#parts.streams[wire.side].isStream(name))
    if (!wish || !isKnown) {
      wire.send('reply', { error: { code: 2, msg: 'Invalid request: invalid stream' }, id: wish?.id ?? null })
      return
    }
    switch (wish.method) {
      case 'SUBSCRIBE':
        wire.send('reply', { result: null, id: wish.id })
        for (const name of names) streams.add(name)
        break
      case 'UNSUBSCRIBE':
        for (const name of names) streams.delete(name)
        wire.send('reply', { result: null, id: wish.id })
        break
      case 'LIST_SUBSCRIPTIONS':
        wire.send('reply', { result: [...streams], id: wish.id })
        break
      default:
        wire.send('reply', { error: { code: 2, msg: `Invalid request: unknown variant ${wish.method}` }, id: wish.id })
    }
  }
}

interface Wish {
  readonly method: string
  readonly params: readonly string[]
  readonly id: number | string | null
}

function parsed(text: string): Wish | undefined {
  try {
    const { method, params = [], id = null } = JSON.parse(text) as Partial<Wish>
    return typeof method === 'string' && Array.isArray(params) ? { method, params: params.map(String), id } : undefined
  } catch {
    return undefined
  }
}

/** Streams that the address names: `?streams=a/b` or `/ws/a`. A number there only tells connections apart. */
function namedStreams(url: URL): string[] {
  const listed = url.searchParams.get('streams')
  if (listed !== null) return listed.split('/')
  return url.pathname.split('/ws/').slice(1)
}
