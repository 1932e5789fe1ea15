import { pathToFileURL } from 'node:url'
import type { MessagePortMain } from '../wire/message-port.ts'
import { StrictEmitter } from '../wire/strict.ts'
import type { FromChild, ToChild } from './child-messages.ts'
import { ChildPorts } from './child-ports.ts'

/**
 * First file of a child of `utilityProcess.fork`: gives it `process.parentPort`, then runs the module as Electron would.
 * The channel of Node itself is hidden from the module.
 */
const channelSend = process.send?.bind(process)
if (channelSend === undefined) throw new Error('must be forked with an IPC channel')
const send = (message: FromChild): void => void channelSend(message)
delete process.send

interface ParentMessage {
  readonly data: unknown
  readonly ports: readonly MessagePortMain[]
}

/** Messages wait until somebody listens. */
class ParentPort extends StrictEmitter {
  #waiting: ParentMessage[] = []

  constructor() {
    super()
    this.on('newListener', (event) => {
      if (event === 'message') setImmediate(() => this.#flush())
    })
  }

  postMessage(data: unknown): void {
    send({ t: 'message', data })
  }

  receive(message: ParentMessage): void {
    this.#waiting.push(message)
    if (this.listenerCount('message') > 0) this.#flush()
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const message of waiting) this.emit('message', message)
  }
}

const parentPort = new ParentPort()
const ports = new ChildPorts(send)

process.on('message', (message) => {
  const received = message as ToChild
  switch (received.t) {
    case 'message':
      return parentPort.receive({ data: received.data, ports: received.ports.map((id) => ports.adopt(id)) })
    case 'port':
      return ports.receive(received.port, received.data, received.ports)
    case 'disconnect':
      return ports.disconnect(received.port)
  }
})

/** A utility process ends with the main process, at once and whatever it does. */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

const modulePath = process.argv[2]
if (modulePath === undefined) throw new Error('no module was named')
process.argv.splice(1, 1)
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true })
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true })
await import(pathToFileURL(modulePath).href)
