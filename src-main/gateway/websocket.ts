import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { toORPCError } from '@orpc/client'
import { RPCHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { ACCOUNT_PARAMETER, WS_PROTOCOL } from '../../src-contract/index.ts'
import { type Clock, type Disposable, EngineError } from '../base/index.ts'
import { checkProvenance, socketToken } from './access.ts'
import { namedAccount } from './named-account.ts'
import type { CallContext, Caller, SharedContext } from './call-context.ts'
import { errorBody, fromEngineError, tableError } from './errors.ts'
import { Heartbeat } from './heartbeat.ts'
import { MAX_BODY_BYTES } from './http-server.ts'
import type { TokenCheck } from './ports.ts'
import type { GatewayRouter } from './router.ts'
import { callsOnly, type CallTransport } from './rpc-socket.ts'
import { socketText } from './socket-text.ts'
import { TopicSession, type TopicTransport } from './topic-session.ts'

export const RPC_PATH = '/ws/rpc'
export const TOPICS_PATH = '/ws/topics'

/** A message of a client; as large as what comes over REST. */
const MAX_MESSAGE_BYTES = MAX_BODY_BYTES
/** Unsent bytes after which a client that does not read is cut off. */
const MAX_BUFFERED_BYTES = 33_554_432
/** Close codes: going away and against the rules (RFC 6455), and our own for a client that is too slow. */
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008
const TOO_SLOW = 4008

export interface WebSocketOptions {
  readonly router: GatewayRouter
  readonly tokens: TokenCheck
  readonly shared: SharedContext
  readonly clock: Clock
  readonly validateOutput: boolean
  readonly hosts: () => ReadonlySet<string>
}

/** Serves the contract over `/ws/rpc` and the topics over `/ws/topics`. Nothing is accepted before it has been checked. */
export class WebSocketGateway implements Disposable {
  readonly #options: WebSocketOptions
  readonly #rpc: RPCHandler<CallContext>
  readonly #heartbeat: Heartbeat
  readonly #acceptor = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(WS_PROTOCOL) ? WS_PROTOCOL : false),
  })

  constructor(server: Server, options: WebSocketOptions) {
    this.#options = options
    this.#rpc = new RPCHandler(options.router)
    this.#heartbeat = new Heartbeat(options.clock)
    server.on('upgrade', (request, socket, head) => this.#handleUpgrade(request, socket, head))
  }

  /** Sockets open at the moment. */
  get openCount(): number {
    return this.#acceptor.clients.size
  }

  /** Asks every client to leave. */
  closeAll(): void {
    for (const socket of this.#acceptor.clients) socket.close(GOING_AWAY, 'the engine is stopping')
  }

  /** Cuts off whoever is still there. */
  dispose(): void {
    this.#heartbeat.dispose()
    for (const socket of this.#acceptor.clients) socket.terminate()
  }

  #handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that leaves during the handshake is no fault of ours; without a listener it would end the process.
    const ignore = (): void => undefined
    socket.on('error', ignore)
    try {
      const { path, caller } = this.#check(request)
      this.#acceptor.handleUpgrade(request, socket, head, (client) => {
        socket.off('error', ignore)
        this.#welcome(client, path, caller)
      })
    } catch (error) {
      refuse(socket, error)
    }
  }

  #check(request: IncomingMessage): { path: string; caller: Caller } {
    checkProvenance(request.headers, this.#options.hosts())
    const [path = '', query] = (request.url ?? '').split('?', 2)
    const token = socketToken(request.headers)
    const role = token === undefined ? undefined : this.#options.tokens.roleOf(token)
    if (role === undefined) throw tableError('UNAUTHORIZED')
    if (path !== RPC_PATH && path !== TOPICS_PATH) {
      throw tableError('NOT_FOUND', {
        message: `There is no socket at ${path}. There are ${RPC_PATH} and ${TOPICS_PATH}.`,
      })
    }
    const account = namedAccount(new URLSearchParams(query).getAll(ACCOUNT_PARAMETER), `?${ACCOUNT_PARAMETER}=`)
    // Whether there is such an account is said before the socket opens: a socket closes without a reason that can be read.
    this.#options.shared.gates.of(account)
    return { path, caller: { role, account } }
  }

  #welcome(client: WebSocket, path: string, caller: Caller): void {
    const { shared } = this.#options
    client.on('error', (error) => shared.logger.warn('A socket failed', { path, error: error.message }))
    this.#heartbeat.watch(client)
    if (path === TOPICS_PATH) this.#serveTopics(client, caller)
    else
      void this.#rpc.upgrade(callsOnly(callTransport(client)), { context: { shared, ...caller, prepared: undefined } })
  }

  #serveTopics(client: WebSocket, { role, account }: Caller): void {
    const { shared, clock, validateOutput } = this.#options
    const { gates, logger } = shared
    const gate = gates.ofOrRefusing(account)
    const session = new TopicSession({ transport: topicTransport(client), role, gate, clock, logger, validateOutput })
    client.on('message', (data, isBinary) => session.handleMessage(isBinary ? '' : socketText(data)))
    const counted = shared.topicLoad.add(session)
    client.on('close', () => {
      counted.dispose()
      session.dispose()
    })
  }
}

function callTransport(client: WebSocket): CallTransport {
  return {
    send: client.send.bind(client),
    onMessage: (listener) => client.on('message', (data, isBinary) => listener(isBinary ? '' : socketText(data))),
    onClose: (listener) => client.on('close', listener),
    refuse: (reason) => client.close(POLICY_VIOLATION, reason),
  }
}

function topicTransport(client: WebSocket): TopicTransport {
  return {
    send: (text) => {
      if (client.readyState !== client.OPEN) return
      if (client.bufferedAmount > MAX_BUFFERED_BYTES) client.terminate()
      else client.send(text)
    },
    close: (reason) => client.close(TOO_SLOW, reason),
  }
}

/** Answers a handshake with an error of the table, as REST would. */
function refuse(socket: Duplex, thrown: unknown): void {
  const error = thrown instanceof EngineError ? fromEngineError(thrown) : toORPCError(thrown)
  const body = JSON.stringify(errorBody(error))
  socket.end(
    [
      `HTTP/1.1 ${error.status} ${error.code}`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
