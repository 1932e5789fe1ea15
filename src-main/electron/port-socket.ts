import type { ClientContext } from '@orpc/client'
import type { RPCLink } from '@orpc/client/websocket'
import type { PlainPort } from '../../src-contract/index.ts'

/** What oRPC's client needs of a WebSocket. */
type RpcSocket = ConstructorParameters<typeof RPCLink<ClientContext>>[0]['websocket']
type Listener = (event: { readonly data: unknown }) => void

const OPEN = 1
const CLOSED = 3
const CLOSE_EVENT = { data: undefined }

/**
 * A message port that looks like a WebSocket which is open from the beginning: calls travel over both in the same
 * frames.
 */
export class PortSocket {
  readonly #port: PlainPort
  readonly #listeners: Readonly<Record<'message' | 'close', Set<Listener>>> = { message: new Set(), close: new Set() }
  #isOpen = true

  constructor(port: PlainPort) {
    this.#port = port
    port.on('message', (event) => this.#handleMessage(event.data))
    port.on('close', () => this.#handleClose())
    port.start()
  }

  /** For oRPC, which listens to these two events only, and reads nothing but the data of a message. */
  get forCalls(): RpcSocket {
    return this as unknown as RpcSocket
  }

  get readyState(): number {
    return this.#isOpen ? OPEN : CLOSED
  }

  send(data: unknown): void {
    this.#port.postMessage(data)
  }

  /** Also tells the listeners: whoever closes a port does not hear it close. */
  close(): void {
    this.#port.close()
    this.#handleClose()
  }

  addEventListener(type: string, listener: Listener): void {
    if (type === 'message' || type === 'close') this.#listeners[type].add(listener)
  }

  removeEventListener(type: string, listener: Listener): void {
    if (type === 'message' || type === 'close') this.#listeners[type].delete(listener)
  }

  #handleMessage(data: unknown): void {
    if (!this.#isOpen) return
    for (const listener of this.#listeners.message) listener({ data })
  }

  #handleClose(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const listener of this.#listeners.close) listener(CLOSE_EVENT)
  }
}
