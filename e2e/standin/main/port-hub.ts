import { MessagePortMain, type PortHandover, type PortRoute } from '../wire/message-port.ts'

/** Where the ends of channels live: in this process, in a child or in a page. */
export interface PortPlace {
  deliver(port: number, data: unknown, ports: readonly number[]): void
  disconnect(port: number): void
}

interface End {
  readonly peer: number
  place: PortPlace
}

/**
 * Knows every end of every channel and carries what is posted at one to wherever the other is. It lives in the main
 * process: children and pages reach it over their own link, by the number of the end.
 */
export class PortHub {
  readonly #ends = new Map<number, End>()
  readonly #local = new Map<number, MessagePortMain>()
  readonly #here: PortPlace = {
    deliver: (port, data, ports) =>
      this.#local.get(port)?.receive(
        data,
        ports.map((id) => this.#adopt(id)),
      ),
    disconnect: (port) => {
      this.#local.get(port)?.disconnect()
      this.#local.delete(port)
    },
  }
  readonly #route: PortRoute = {
    post: (port, data, transfer) => this.#postLocal(port, data, transfer),
    close: (port) => this.close(port),
  }
  #created = 0

  /** A new channel with both ends here. */
  channel(): readonly [MessagePortMain, MessagePortMain] {
    const [first, second] = [this.#created + 1, this.#created + 2]
    this.#created = second
    this.#ends.set(first, { peer: second, place: this.#here })
    this.#ends.set(second, { peer: first, place: this.#here })
    return [this.#adopt(first), this.#adopt(second)]
  }

  /** Posted at an end, wherever it lives. */
  post(port: number, data: unknown, ports: readonly number[] = []): void {
    const peer = this.#ends.get(port)?.peer
    if (peer !== undefined) this.#ends.get(peer)?.place.deliver(peer, data, ports)
  }

  close(port: number): void {
    const peer = this.#ends.get(port)?.peer
    this.#forget(port)
    if (peer === undefined) return
    this.#ends.get(peer)?.place.disconnect(peer)
    this.#forget(peer)
  }

  /** A child or a page has ended. */
  closeAllAt(place: PortPlace): void {
    for (const [port, end] of this.#ends) if (end.place === place) this.close(port)
  }

  /** Moves ports along with the message that carries their numbers; what waits in them, or their end, follows it. */
  transfer(ports: readonly MessagePortMain[], place: PortPlace, carry: (ids: readonly number[]) => void): void {
    const handovers = ports.map((port) => port.handOver())
    for (const { id } of handovers) this.#move(id, place)
    carry(handovers.map(({ id }) => id))
    for (const handover of handovers) this.#forward(handover, place)
    for (const { id } of handovers) if (!this.#ends.has(id)) place.disconnect(id)
  }

  #postLocal(port: number, data: unknown, transfer: readonly MessagePortMain[]): void {
    const clone: unknown = structuredClone(data)
    const peer = this.#ends.get(port)?.peer
    const place = peer === undefined ? undefined : this.#ends.get(peer)?.place
    if (peer === undefined || place === undefined) return
    this.transfer(transfer, place, (ids) => place.deliver(peer, clone, ids))
  }

  #forward({ id, waiting }: PortHandover, place: PortPlace): void {
    for (const { data, ports } of waiting) this.transfer(ports, place, (ids) => place.deliver(id, data, ids))
  }

  #move(port: number, place: PortPlace): void {
    this.#local.delete(port)
    const end = this.#ends.get(port)
    if (end !== undefined) end.place = place
  }

  /** The object for an end that lives here. */
  #adopt(id: number): MessagePortMain {
    const port = new MessagePortMain(id, this.#route)
    this.#local.set(id, port)
    return port
  }

  #forget(port: number): void {
    this.#ends.delete(port)
    this.#local.delete(port)
  }
}

export const portHub = new PortHub()

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    ;[this.port1, this.port2] = portHub.channel()
  }
}
