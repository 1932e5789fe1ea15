import type { Socket } from './connection.ts'
import type { Timers } from './timers.ts'

/** Numbers of `WebSocket.readyState`. */
const CONNECTING = 0
const OPEN = 1
const CLOSED = 3

const HELLO_LIMIT_MS = 5_000

/** The part of a page's `MessagePort` that is used here. */
export type PagePort = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'start' | 'close'>

export interface PortSocketOptions {
  readonly timers: Timers
  /**
   * Sent first; the socket is open when anything comes back, and closed when nothing does within five seconds. A port
   * exists even while the process at its other end is frozen. Without it the socket opens by itself.
   */
  readonly hello?: string
}

/**
 * A message port in the shape of a WebSocket, so that the connection and the RPC link need to know only one. Like a
 * WebSocket it never opens before the caller could listen. Other than a WebSocket's, its `close()` tells the
 * listeners at once: Chromium reports nothing of a port that this page closes itself.
 */
export class PortSocket extends EventTarget implements Socket {
  readonly #port: PagePort
  #readyState: typeof CONNECTING | typeof OPEN | typeof CLOSED = CONNECTING
  #cancelLimit = (): void => undefined

  constructor(port: PagePort, { timers, hello }: PortSocketOptions) {
    super()
    this.#port = port
    port.addEventListener('message', (event) => this.#handleMessage(event))
    // Fired where the other end closes or its process dies, by browsers that have this event at all.
    port.addEventListener('close', () => this.#end())
    queueMicrotask(() => {
      if (this.#readyState !== CONNECTING) return
      if (hello === undefined) {
        this.#open()
        return
      }
      this.#cancelLimit = timers.after(HELLO_LIMIT_MS, () => this.close())
      port.start()
      port.postMessage(hello)
    })
  }

  get readyState(): Socket['readyState'] {
    return this.#readyState
  }

  /** Throws before the socket is open; drops the data after it was closed. Both as a WebSocket does. */
  send(data: Parameters<Socket['send']>[0]): void {
    if (this.#readyState === CONNECTING) throw new Error('The port to the engine is not open yet.')
    if (this.#readyState === OPEN) this.#port.postMessage(data)
  }

  close(): void {
    this.#port.close()
    this.#end()
  }

  #handleMessage(event: MessageEvent): void {
    if (this.#readyState === CONNECTING) this.#open()
    if (this.#readyState === OPEN) this.dispatchEvent(new MessageEvent('message', { data: event.data as unknown }))
  }

  #open(): void {
    this.#cancelLimit()
    this.#readyState = OPEN
    this.dispatchEvent(new Event('open'))
    this.#port.start()
  }

  #end(): void {
    if (this.#readyState === CLOSED) return
    this.#cancelLimit()
    this.#readyState = CLOSED
    this.dispatchEvent(new Event('close'))
  }
}
