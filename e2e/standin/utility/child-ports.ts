import { MessagePortMain, type PortRoute } from '../wire/message-port.ts'
import { notInTheStandIn } from '../wire/strict.ts'
import type { FromChild } from './child-messages.ts'

/** The ends of channels that live in this child. */
export class ChildPorts {
  readonly #ports = new Map<number, MessagePortMain>()
  readonly #route: PortRoute

  constructor(send: (message: FromChild) => void) {
    this.#route = {
      post: (port, data, transfer) => {
        if (transfer.length > 0) throw notInTheStandIn('transfer of a port out of a utility process')
        send({ t: 'port', port, data })
      },
      close: (port) => {
        this.#ports.delete(port)
        send({ t: 'close', port })
      },
    }
  }

  adopt(id: number): MessagePortMain {
    const port = new MessagePortMain(id, this.#route)
    this.#ports.set(id, port)
    return port
  }

  receive(port: number, data: unknown, ports: readonly number[]): void {
    const adopted = ports.map((id) => this.adopt(id))
    this.#ports.get(port)?.receive(data, adopted)
  }

  disconnect(port: number): void {
    this.#ports.get(port)?.disconnect()
    this.#ports.delete(port)
  }
}
