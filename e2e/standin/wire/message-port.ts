import { notInTheStandIn, StrictEmitter } from './strict.ts'

/** The way from a port to its other end. */
export interface PortRoute {
  post(port: number, data: unknown, transfer: readonly MessagePortMain[]): void
  close(port: number): void
}

/** What waits in a port that is handed to somebody else. */
export interface PortHandover {
  readonly id: number
  readonly waiting: readonly PortMessage[]
}

interface PortMessage {
  readonly data: unknown
  readonly ports: readonly MessagePortMain[]
}

type PortState = 'waiting' | 'started' | 'closed' | 'transferred'

/** One end of a channel, with the interface of Electron's `MessagePortMain`. Messages wait until `start`. */
export class MessagePortMain extends StrictEmitter {
  readonly #id: number
  readonly #route: PortRoute
  #state: PortState = 'waiting'
  #waiting: PortMessage[] = []

  constructor(id: number, route: PortRoute) {
    super()
    this.#id = id
    this.#route = route
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#refuseTransferred()
    if (this.#state !== 'closed') this.#route.post(this.#id, data, transfer)
  }

  start(): void {
    this.#refuseTransferred()
    if (this.#state !== 'waiting') return
    this.#state = 'started'
    const waiting = this.#waiting
    this.#waiting = []
    for (const message of waiting) this.#deliver(message)
  }

  close(): void {
    if (this.#state === 'closed' || this.#state === 'transferred') return
    this.#state = 'closed'
    this.#route.close(this.#id)
  }

  /** From its other end. */
  receive(data: unknown, ports: readonly MessagePortMain[]): void {
    const message = { data, ports }
    if (this.#state === 'waiting') this.#waiting.push(message)
    else this.#deliver(message)
  }

  /** The other end is gone. */
  disconnect(): void {
    setImmediate(() => {
      if (this.#state === 'closed' || this.#state === 'transferred') return
      this.#state = 'closed'
      this.emit('close')
    })
  }

  /** Ends this object: the port goes on elsewhere. */
  handOver(): PortHandover {
    this.#refuseTransferred()
    if (this.#state === 'started') throw notInTheStandIn('transfer of a port that was started')
    this.#state = 'transferred'
    return { id: this.#id, waiting: this.#waiting }
  }

  /** Later, as across processes, and in the order in which they came. */
  #deliver(message: PortMessage): void {
    setImmediate(() => {
      if (this.#state === 'started') this.emit('message', message)
    })
  }

  #refuseTransferred(): void {
    if (this.#state === 'transferred') throw new Error('Port at index 0 is already neutered')
  }
}
