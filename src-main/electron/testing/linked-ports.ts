import type { PlainPort, PortEvent } from '../../../src-contract/index.ts'
import type { PortPair, TransferringPort } from '../host-messages.ts'

type MessageListener = (event: PortEvent) => void

/** One end of a channel inside the test; it behaves as Electron's: messages wait until `start`, and come in a later turn. */
export class LinkedPort implements TransferringPort {
  peer: LinkedPort | undefined
  readonly #messages: MessageListener[] = []
  readonly #closes: (() => void)[] = []
  #waiting: PortEvent[] | undefined = []
  isClosed = false

  postMessage(message: unknown, transfer: readonly PlainPort[] = []): void {
    const data: unknown = structuredClone(message)
    queueMicrotask(() => this.peer?.receive({ data, ports: transfer }))
  }

  on(event: 'message' | 'close', listener: MessageListener | (() => void)): this {
    if (event === 'close') this.#closes.push(listener as () => void)
    else this.#messages.push(listener)
    return this
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const event of waiting) this.receive(event)
  }

  /** Only the other end hears of it, as in Electron. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    queueMicrotask(() => this.peer?.handlePeerClosed())
  }

  receive(event: PortEvent): void {
    if (this.isClosed) return
    if (this.#waiting) this.#waiting.push(event)
    else for (const listener of this.#messages) listener(event)
  }

  handlePeerClosed(): void {
    if (this.isClosed) return
    this.isClosed = true
    for (const listener of this.#closes) listener()
  }
}

export function linkedPorts(): PortPair & { readonly port1: LinkedPort; readonly port2: LinkedPort } {
  const port1 = new LinkedPort()
  const port2 = new LinkedPort()
  port1.peer = port2
  port2.peer = port1
  return { port1, port2 }
}
