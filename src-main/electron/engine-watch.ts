import { type ClientContext, type ClientLink, createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { AccountView, AlertView, FillView, OrderView, PositionView, StatusView } from '../../src-contract/index.ts'
import { type Clock, type Disposable, EngineError, type Event, type Logger } from '../base/index.ts'
import { EngineReadings } from './engine-readings.ts'
import { EngineTopics } from './engine-topics.ts'
import { PortSocket } from './port-socket.ts'
import type { ClientPorts, EngineCalls, EngineService, EngineWatch, Exposure } from './ports.ts'

/** Before new ports are asked for where the engine has closed the old ones but still runs. */
const RECONNECT_MS = 1_000

const GONE = 'The engine went away before it answered: it is not known what became of the request.'

/** Hands each call to the socket of the moment, so that the client outlives its sockets. */
class SwitchingLink implements ClientLink<ClientContext> {
  #link: RPCLink<ClientContext> | undefined

  use(socket: PortSocket | undefined): void {
    this.#link = socket && new RPCLink({ websocket: socket.forCalls })
  }

  call: ClientLink<ClientContext>['call'] = async (path, input, options) => {
    const link = this.#link
    if (!link) throw new EngineError('NOT_READY', 'The engine is not running at the moment.')
    try {
      return await link.call(path, input, options)
    } catch (error) {
      if (link === this.#link || error instanceof ORPCError) throw error
      throw new EngineError('NOT_READY', GONE, { cause: error })
    }
  }
}

interface Connection {
  readonly generation: number
  readonly sockets: readonly PortSocket[]
}

export interface LiveEngineWatchOptions {
  readonly engine: Pick<EngineService, 'state' | 'onState' | 'connectClient'>
  readonly clock: Clock
  readonly logger: Logger
}

/** Connects to each engine that comes up, and follows what the desktop program shows of it. */
export class LiveEngineWatch implements EngineWatch, Disposable {
  readonly #options: LiveEngineWatchOptions
  readonly #link = new SwitchingLink()
  readonly #readings: EngineReadings
  readonly #subscription: Disposable
  readonly calls: EngineCalls = createORPCClient<EngineCalls>(this.#link)
  #connection: Connection | undefined
  #reconnectTimer: Disposable | undefined

  constructor(options: LiveEngineWatchOptions) {
    this.#options = options
    this.#readings = new EngineReadings(options)
    this.#subscription = options.engine.onState(() => this.#follow())
    this.#follow()
  }

  get account(): AccountView | undefined {
    return this.#readings.account
  }

  get status(): StatusView | undefined {
    return this.#readings.status
  }

  get exposure(): Exposure {
    return this.#readings.exposure
  }

  /** Open positions as they were known last. */
  get positions(): readonly PositionView[] {
    return this.#readings.positions
  }

  get onChange(): Event<void> {
    return this.#readings.onChange
  }

  get onFill(): Event<FillView> {
    return this.#readings.onFill
  }

  get onOrder(): Event<OrderView> {
    return this.#readings.onOrder
  }

  get onAlert(): Event<AlertView> {
    return this.#readings.onAlert
  }

  dispose(): void {
    this.#subscription.dispose()
    this.#disconnect()
    this.#readings.dispose()
  }

  /** Brings the connection in line with the engine of the moment. */
  #follow(): void {
    const { engine } = this.#options
    const { state } = engine
    if (state.kind === 'running' && this.#connection?.generation === state.generation) return
    this.#disconnect()
    const ports = state.kind === 'running' ? engine.connectClient('admin') : undefined
    if (ports) this.#connect(ports)
  }

  #connect({ generation, calls, topics }: ClientPorts): void {
    const callsSocket = new PortSocket(calls)
    const topicsSocket = new PortSocket(topics)
    const connection = { generation, sockets: [callsSocket, topicsSocket] }
    this.#connection = connection
    this.#link.use(callsSocket)
    for (const socket of connection.sockets) socket.addEventListener('close', () => this.#handleClose(connection))
    this.#followTopics(topicsSocket)
  }

  #followTopics(socket: PortSocket): void {
    const topics = new EngineTopics({
      send: (message) => socket.send(JSON.stringify(message)),
      logger: this.#options.logger,
    })
    socket.addEventListener('message', ({ data }) => topics.handleMessage(String(data)))
    this.#readings.follow(topics)
  }

  /** By the engine. Where it has ended, its state says so in a moment; else it gets new ports. */
  #handleClose(connection: Connection): void {
    if (this.#connection !== connection) return
    this.#disconnect()
    this.#reconnectTimer = this.#options.clock.setTimer(RECONNECT_MS, () => this.#follow())
  }

  #disconnect(): void {
    this.#reconnectTimer?.dispose()
    const connection = this.#connection
    if (!connection) return
    this.#connection = undefined
    this.#link.use(undefined)
    for (const socket of connection.sockets) socket.close()
    this.#readings.handleAway()
  }
}
