import { hostname, networkInterfaces } from 'node:os'
import type { FastifyInstance } from 'fastify'
import type { Role } from '../../src-contract/index.ts'
import { type Clock, FatalError, invariant, type Logger } from '../base/index.ts'
import { allowedHosts, bracketed } from './access.ts'
import type { SharedContext } from './call-context.ts'
import { addDocs } from './docs-page.ts'
import { EngineGates } from './engine-gates.ts'
import { createHttpServer } from './http-server.ts'
import { isLoopback } from './loopback.ts'
import { addNotFound } from './not-found.ts'
import { closePorts, type PortPair } from './port-client.ts'
import { PortClients } from './port-clients.ts'
import type { EngineApi, TokenCheck } from './ports.ts'
import { type RateLimit, RateLimiter } from './rate-limiter.ts'
import { addRestRoutes } from './rest.ts'
import { createRouter, type GatewayRouter } from './router.ts'
import { addStaticPages } from './static-pages.ts'
import { TopicLoad } from './topic-load.ts'
import { WebSocketGateway } from './websocket.ts'

/** How long clients get to leave by themselves. */
const GRACE_MS = 500

export interface GatewayOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Folder of the built page; where there is none, `/` says so. */
  readonly rendererFolder: string
  readonly version: string
  readonly tokens: TokenCheck
  /** System clock: heartbeats, rate limits, intervals of topics. */
  readonly clock: Clock
  readonly logger: Logger
  /** Checks every answer against the contract; for development and tests. */
  readonly validateOutput: boolean
  readonly rateLimit: RateLimit
}

interface Running {
  readonly server: FastifyInstance
  readonly sockets: WebSocketGateway
}

/** The door of the engine: REST, WebSockets, the page and the interface's documentation on one port; message ports beside it. */
export class Gateway {
  readonly #options: GatewayOptions
  readonly #shared: SharedContext
  readonly #router: GatewayRouter
  readonly #portClients: PortClients
  #running: Running | undefined
  /** The one it has listened on, so that clients find it there again after a restart. */
  #port: number | undefined
  #hosts: ReadonlySet<string> = new Set()

  constructor(options: GatewayOptions) {
    this.#options = options
    const { clock, logger, rateLimit, validateOutput } = options
    this.#shared = {
      gates: new EngineGates(),
      rateLimiter: new RateLimiter(rateLimit, clock),
      topicLoad: new TopicLoad(),
      logger,
    }
    this.#router = createRouter({ validateOutput })
    this.#portClients = new PortClients({ router: this.#router, shared: this.#shared, clock, validateOutput })
  }

  /** Clients connected over message ports at the moment. */
  get portClientCount(): number {
    return this.#portClients.openCount
  }

  /** Clients that follow streams, and the changes that wait for the one furthest behind. */
  get topicLoad(): Pick<TopicLoad, 'clients' | 'mostBehind'> {
    return this.#shared.topicLoad
  }

  /**
   * Says which accounts the engine trades on: the one that callers get who name none, and the others. Before their engines
   * are set, and again when they change.
   */
  declareAccounts(first: string, others: readonly string[]): void {
    this.#shared.gates.declare({ first, others })
  }

  /** Lets calls through to the engine of the account, or of the first one; before, they are answered with `NOT_READY`. */
  setEngine(engine: EngineApi, account?: string): void {
    this.#shared.gates.open(engine, account)
  }

  /**
   * Calls about the account, or about the first one, that need a trading session are answered with `NOT_READY` until it has
   * an engine again; streams then begin anew.
   */
  holdCalls(account?: string): void {
    this.#shared.gates.hold(account)
  }

  /**
   * Says what the account, or the first one, waits for: until it has an engine, `NOT_READY` tells that.
   * @param because a whole sentence
   */
  explainWait(because: string, account?: string): void {
    this.#shared.gates.explain(because, account)
  }

  /** From now on calls are answered with `STOPPING`, whatever happens. */
  setStopping(): void {
    this.#shared.gates.close()
  }

  setRateLimit(limit: RateLimit): void {
    this.#shared.rateLimiter.setLimit(limit)
  }

  /**
   * Opens the door.
   * @returns the address to open in a browser, for example `http://127.0.0.1:4000`.
   * @throws FatalError where the port is taken or may not be used.
   */
  async start(): Promise<{ address: string; port: number }> {
    invariant(this.#running === undefined, 'the gateway is started once at a time')
    const { host } = this.#options
    const server = await this.#createServer()
    this.#running = { server, sockets: this.#createSockets(server) }
    await this.#listen(server)
    const bound = server.server.address()
    invariant(typeof bound === 'object' && bound !== null, 'the gateway listens on a port')
    this.#port = bound.port
    this.#hosts = allowedHosts(bound.port, isLoopback(host) ? [host] : namesOfThisMachine(host))
    return { address: `http://${bracketed(host)}:${bound.port}`, port: bound.port }
  }

  /**
   * Serves a client over two message ports until one of them closes or the door does. It needs no token: the caller
   * vouches for the role. While the door is closed the ports are closed at once.
   * @param account what its calls and streams are about; absent: the first one. Each is told so where there is no such account.
   */
  serveClient(ports: PortPair, role: Role, account?: string): void {
    if (this.#running) this.#portClients.serve(ports, { role, account })
    else closePorts(ports)
  }

  /** Closes the door within a second: asks clients to leave, then cuts them off. It can be opened again. */
  async stop(): Promise<void> {
    await this.#close()
  }

  async #close(): Promise<void> {
    const running = this.#running
    if (!running) return
    this.#running = undefined
    const cutOff = this.#options.clock.setTimer(GRACE_MS, () => running.sockets.dispose())
    running.sockets.closeAll()
    this.#portClients.dispose()
    await running.server.close()
    cutOff.dispose()
    running.sockets.dispose()
  }

  async #createServer(): Promise<FastifyInstance> {
    const { tokens, rendererFolder, logger, version } = this.#options
    const server = createHttpServer({ hosts: () => this.#hosts, logger })
    addRestRoutes(server, { router: this.#router, tokens, shared: this.#shared })
    addNotFound(server)
    await addDocs(server, { version })
    await addStaticPages(server, rendererFolder)
    return server
  }

  #createSockets({ server }: FastifyInstance): WebSocketGateway {
    const { tokens, clock, validateOutput } = this.#options
    const { router, shared, hosts } = { router: this.#router, shared: this.#shared, hosts: () => this.#hosts }
    return new WebSocketGateway(server, { router, tokens, shared, clock, validateOutput, hosts })
  }

  async #listen(server: FastifyInstance): Promise<void> {
    const { host } = this.#options
    const port = this.#port ?? this.#options.port
    try {
      await server.listen({ host, port })
    } catch (error) {
      await this.#close()
      throw listenFault(error, host, port)
    }
  }
}

function listenFault(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const instead = 'choose another with --port or WHEELHOUSE_GATEWAY_PORT'
  switch (code) {
    case 'EADDRINUSE':
      return new FatalError(`Port ${port} on ${host} is in use, perhaps by another engine; ${instead}.`, {
        cause: error,
      })
    case 'EACCES':
      return new FatalError(`Port ${port} on ${host} needs rights that this program does not have; ${instead}.`, {
        cause: error,
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new FatalError(`This machine has no address ${host}; correct gateway.host.`, { cause: error })
    default:
      return error
  }
}

/** Names under which others may ask for this machine: its addresses and its own name. */
function namesOfThisMachine(host: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))
  return [host, hostname().toLowerCase(), ...addresses]
}
