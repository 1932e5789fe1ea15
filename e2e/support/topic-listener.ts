import { WebSocket } from 'ws'
import { type TopicName, type TopicServerMessage, WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'

/** One subscription on `/ws/topics`; what comes is kept in order. */
export class TopicListener<Item> {
  readonly #socket: WebSocket
  readonly #items: Item[] = []
  #waiting: { readonly accepts: (item: Item) => boolean; readonly resolve: (item: Item) => void }[] = []

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#handleMessage(JSON.parse(data.toString()) as TopicServerMessage))
  }

  static async open<Item>(engine: EngineAccess, topic: TopicName, params: object = {}): Promise<TopicListener<Item>> {
    const url = `ws://127.0.0.1:${engine.port}/ws/topics`
    const socket = new WebSocket(url, [WS_PROTOCOL, WS_TOKEN_PREFIX + engine.token])
    const listener = new TopicListener<Item>(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    listener.#send({ t: 'subscribe', sub: 1, topic, params })
    listener.#send({ t: 'credit' })
    return listener
  }

  /** The first item that fits, of those that have come or of those to come; the test's own limit ends the wait. */
  next(accepts: (item: Item) => boolean): Promise<Item> {
    const known = this.#items.find(accepts)
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve) => this.#waiting.push({ accepts, resolve }))
  }

  close(): void {
    this.#socket.terminate()
  }

  #handleMessage(message: TopicServerMessage): void {
    if (message.t !== 'batch') return
    this.#send({ t: 'credit' })
    for (const { data } of message.items) this.#take(data as Item)
  }

  #take(item: Item): void {
    this.#items.push(item)
    for (const { resolve } of this.#waiting.filter(({ accepts }) => accepts(item))) resolve(item)
    this.#waiting = this.#waiting.filter(({ accepts }) => !accepts(item))
  }

  #send(message: unknown): void {
    this.#socket.send(JSON.stringify(message))
  }
}
