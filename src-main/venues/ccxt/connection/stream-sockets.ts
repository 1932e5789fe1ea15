import { type Clock, errorText, type SystemClock } from '../../../base/index.ts'
import type { EndpointLease, EndpointRegistry } from '../../../endpoints/index.ts'
import type { StreamClient } from './connected-exchange.ts'
import { MessagePace } from './message-pace.ts'
import type { SocketChange } from './ports.ts'
import type { ConnectionAgents } from './proxy.ts'
import type { RequestScopes } from './request-scope.ts'
import { followSocket, type RawSocket } from './socket-follow.ts'
import { TransportError } from './transport-error.ts'
import { shownLocation, type VenueRoutes } from './venue-routes.ts'

export interface StreamSocketsOptions {
  readonly endpoints: Pick<EndpointRegistry, 'pick'>
  readonly routes: VenueRoutes
  readonly agents: ConnectionAgents
  readonly scopes: RequestScopes
  readonly clock: Clock & Pick<SystemClock, 'monotonicMs'>
  /** Milliseconds until a socket has to be open. */
  readonly timeoutMs: number
  /** Milliseconds between two messages on one socket. */
  readonly messageEveryMs: number
  /** Puts what went wrong into words. */
  readonly explain: (error: unknown) => Error
  readonly onChange: (change: SocketChange) => void
}

/** Every WebSocket that ccxt opens: at which host, how it is, and how it ends. */
export class StreamSockets {
  readonly #options: StreamSocketsOptions
  readonly #clients = new Set<StreamClient>()
  readonly #open = new Map<StreamClient, SocketChange>()
  /** Those that were dialled, until their end. */
  readonly #closings = new Map<StreamClient, Promise<void>>()
  #isClosed = false

  constructor(options: StreamSocketsOptions) {
    this.#options = options
  }

  /** The sockets that are open. */
  get open(): readonly SocketChange[] {
    return [...this.#open.values()]
  }

  /** Takes a WebSocket over before it connects: host, pace, time and errors are ours. */
  adopt(client: StreamClient): void {
    const { clock, timeoutMs, messageEveryMs, explain } = this.#options
    this.#clients.add(client)
    client.connectionTimeout = timeoutMs
    // With its own throttle ccxt lets the rejection of a message that cannot be sent go unheard.
    client.throttle = undefined
    const pace = new MessagePace(clock, messageEveryMs)
    const { createConnection, future, reject, send } = boundMethods(client)
    client.createConnection = () => this.#dial(client, createConnection)
    client.onError = (event: unknown) => this.#fail(client, event)
    client.send = async (message: unknown) => {
      await pace.turn()
      return send(message)
    }
    client.future = (hash: string) => heard(client, hash, future)
    client.reject = (error: unknown, hash?: string) => reject(explain(error), hash)
  }

  /** Ends the sockets of the part, or all, and resolves when they are closed: whoever watches is told and begins anew. */
  async drop(part: string | undefined, error: Error): Promise<void> {
    const { routes } = this.#options
    const dropped = [...this.#clients].filter(({ url }) => part === undefined || routes.partOf(url) === part)
    const closings = dropped.flatMap((client) => this.#closings.get(client) ?? [])
    for (const client of dropped) this.#fail(client, error)
    await Promise.all(closings)
  }

  /** Ends all, and lets none be opened any more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.drop(undefined, closedByUs())
    await Promise.all(this.#closings.values())
  }

  #dial(client: StreamClient, dial: () => void): void {
    const { routes, endpoints, scopes, agents } = this.#options
    const address = client.url
    try {
      if (this.#isClosed) throw closedByUs()
      const route = routes.routeOf(address)
      const { service, part, signedFor } = route
      const lease = endpoints.pick(service, { purpose: 'query', ...(signedFor !== undefined && { signedFor }) })
      client.url = route.at(lease.url)
      const agent = agents.socketAgent(client.url.startsWith('wss:'))
      client.options = { ...(client.options as object), agent }
      const socket = dialled(client, lease, () => scopes.leave(dial))
      this.#follow(client, { socket, lease, part, address: shownLocation(address) })
    } catch (error) {
      this.#fail(client, error)
    } finally {
      client.url = address
    }
  }

  #follow(client: StreamClient, { socket, lease, part, address }: DialledSocket): void {
    const closing = Promise.withResolvers<void>()
    this.#closings.set(client, closing.promise)
    const changeOf = (reason: string): SocketChange => {
      return { part, address, isOpen: reason === '', reason, timeMs: this.#options.clock.nowMs() }
    }
    followSocket(socket, {
      lease,
      onOpen: () => {
        const change = changeOf('')
        this.#open.set(client, change)
        this.#options.onChange(change)
      },
      onClosed: (reason) => {
        for (const known of [this.#clients, this.#open, this.#closings]) known.delete(client)
        this.#options.onChange(changeOf(client.error ? errorText(client.error) : reason))
        closing.resolve()
      },
    })
  }

  /** Tells whoever watches, and cuts the connection: ccxt leaves it to say goodbye to a venue that may be gone. */
  #fail(client: StreamClient, event: unknown): void {
    if (!this.#clients.delete(client)) return
    const error = this.#options.explain(event)
    client.error = error
    client.reset(error)
    const tellExchange = client.onErrorCallback as (client: StreamClient, error: Error) => void
    tellExchange(client, error)
    const socket = client.connection as RawSocket | undefined
    socket?.terminate()
  }
}

/** Connects; a host that was leased for an address that is none is given back. */
function dialled(client: StreamClient, lease: EndpointLease, dial: () => void): RawSocket {
  try {
    dial()
    return client.connection as RawSocket
  } catch (error) {
    void lease.release()
    throw error
  }
}

interface DialledSocket {
  readonly socket: RawSocket
  readonly lease: EndpointLease
  readonly part: string
  /** Without secrets. */
  readonly address: string
}

interface ClientMethods {
  readonly createConnection: () => void
  readonly future: (hash: string) => Promise<unknown>
  readonly reject: (error: unknown, hash?: string) => unknown
  readonly send: (message: unknown) => Promise<unknown>
}

function boundMethods(client: StreamClient): ClientMethods {
  return {
    createConnection: client.createConnection.bind(client),
    future: client.future.bind(client) as ClientMethods['future'],
    reject: client.reject.bind(client),
    send: client.send.bind(client),
  }
}

/**
 * The promise of the next news. ccxt gives the same one until it is settled, and rejects all of a socket that ends, also those
 * that nobody awaits.
 */
function heard(client: StreamClient, hash: string, future: ClientMethods['future']): Promise<unknown> {
  const known = (client.futures as Readonly<Record<string, Promise<unknown> | undefined>>)[hash]
  const promise = future(hash)
  if (promise !== known) promise.catch(() => undefined)
  return promise
}

function closedByUs(): TransportError {
  return new TransportError('the connection was closed by this program', { fault: 'closed', isSent: false })
}
