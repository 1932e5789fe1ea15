import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { LoadMessage } from './load-market.ts'

interface Wish {
  readonly method: string
  readonly params: readonly string[]
  readonly id: number
}

/** The public streams of an exchange: tells who has subscribed, and nothing by itself. */
export class StreamServer {
  readonly #server: Server
  readonly #sockets: WebSocketServer
  readonly #listeners = new Map<string, WebSocket>()
  #connections = 0

  private constructor(server: Server) {
    this.#server = server
    this.#sockets = new WebSocketServer({ server })
    this.#sockets.on('connection', (socket) => {
      this.#connections += 1
      socket.on('message', (data: Buffer) => this.#handle(socket, JSON.parse(data.toString()) as Wish))
    })
  }

  static async open(): Promise<StreamServer> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new StreamServer(server)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Streams that somebody listens to. */
  get streams(): readonly string[] {
    return [...this.#listeners.keys()]
  }

  /** Sockets that were opened so far. */
  get connections(): number {
    return this.#connections
  }

  /** @throws where nobody listens: a message that nobody gets would count as lost. */
  send({ stream, text }: LoadMessage): void {
    const socket = this.#listeners.get(stream)
    if (!socket) throw new Error(`nobody listens to ${stream}`)
    socket.send(text)
  }

  #handle(socket: WebSocket, { method, params, id }: Wish): void {
    if (method !== 'SUBSCRIBE') throw new Error(`${method} is not expected while the bench runs`)
    for (const stream of params) this.#listeners.set(stream, socket)
    socket.send(JSON.stringify({ result: null, id }))
  }
}
