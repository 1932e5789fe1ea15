import { RPCHandler } from '@orpc/server/ws'
import type { Clock, Disposable } from '../base/index.ts'
import type { CallContext, Caller, SharedContext } from './call-context.ts'
import { PortClient, type PortPair } from './port-client.ts'
import type { GatewayRouter } from './router.ts'
import { callsOnly } from './rpc-socket.ts'
import { TopicSession } from './topic-session.ts'

export interface PortClientsOptions {
  readonly router: GatewayRouter
  readonly shared: SharedContext
  readonly clock: Clock
  readonly validateOutput: boolean
}

/** Serves clients over message ports with the same calls and topics that sockets have. Whoever hands the ports in vouches for them. */
export class PortClients implements Disposable {
  readonly #options: PortClientsOptions
  readonly #rpc: RPCHandler<CallContext>
  readonly #clients = new Set<PortClient>()

  constructor(options: PortClientsOptions) {
    this.#options = options
    this.#rpc = new RPCHandler(options.router)
  }

  /** Clients connected at the moment. */
  get openCount(): number {
    return this.#clients.size
  }

  serve(pair: PortPair, caller: Caller): void {
    const { logger } = this.#options.shared
    const client = new PortClient(pair, logger)
    this.#clients.add(client)
    client.onClose(() => this.#clients.delete(client))
    this.#serveCalls(client, caller)
    this.#serveTopics(client, caller)
    client.start()
  }

  /** Sends every client away. */
  dispose(): void {
    for (const client of this.#clients) client.dispose()
  }

  #serveCalls(client: PortClient, caller: Caller): void {
    const { shared } = this.#options
    const transport = {
      send: client.calls.send,
      onMessage: client.calls.onMessage,
      onClose: (listener: () => void) => void client.onClose(listener),
      refuse: (reason: string) => this.#sendAway(client, reason),
    }
    void this.#rpc.upgrade(callsOnly(transport), { context: { shared, ...caller, prepared: undefined } })
  }

  #serveTopics(client: PortClient, { role, account }: Caller): void {
    const { shared, clock, validateOutput } = this.#options
    const { gates, logger } = shared
    const gate = gates.ofOrRefusing(account)
    const transport = { send: client.topics.send, close: (reason: string) => this.#sendAway(client, reason) }
    const session = new TopicSession({ transport, role, gate, clock, logger, validateOutput })
    client.topics.onMessage((text) => session.handleMessage(text))
    const counted = shared.topicLoad.add(session)
    client.onClose(() => {
      counted.dispose()
      session.dispose()
    })
  }

  /** A port carries no reason for its end, so the log does. */
  #sendAway(client: PortClient, reason: string): void {
    this.#options.shared.logger.warn('A client over message ports was disconnected', { reason })
    client.dispose()
  }
}
