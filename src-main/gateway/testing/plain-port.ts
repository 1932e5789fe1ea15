import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract, PlainPort, PortEvent } from '../../../src-contract/index.ts'

/** A port of Node in the form that Electron's have: events carry data and ports, messages wait until `start`. */
export function plainPort(port: MessagePort): PlainPort {
  const waiting: ((event: PortEvent) => void)[] = []
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: ((event: PortEvent) => void) | (() => void)) => {
      if (event === 'close') port.on('close', listener as () => void)
      else waiting.push(listener)
    },
    // Node's own ports begin to deliver with their first listener.
    start: () => {
      for (const listener of waiting.splice(0)) port.on('message', (data) => listener({ data, ports: [] }))
    },
    close: () => port.close(),
  }
}

/** Both ends of what a client over message ports has. */
export function portPair(): {
  readonly engineEnds: { readonly calls: PlainPort; readonly topics: PlainPort }
  readonly clientEnds: { readonly calls: MessagePort; readonly topics: MessagePort }
} {
  const [calls, topics] = [new MessageChannel(), new MessageChannel()]
  return {
    engineEnds: { calls: plainPort(calls.port1), topics: plainPort(topics.port1) },
    clientEnds: { calls: calls.port2, topics: topics.port2 },
  }
}

/** The contract as a typed client over the client's end of the calls port. */
export function portRpcClient(port: MessagePort): ContractRouterClient<Contract> {
  const link = new RPCLink({ port })
  port.start()
  return createORPCClient(link)
}
