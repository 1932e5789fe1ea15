import { connect, type Socket } from 'node:net'
import { Emitter, type TimeMs } from '../../../src-main/base/index.ts'
import type {
  AccountId,
  InstrumentId,
  OrderId,
  TradingVenue,
  VenueAccountReport,
  VenueAdjustment,
  VenueAmendRequest,
  VenueCapabilities,
  VenueConnection,
  VenueExecution,
  VenueFact,
  VenueOrderReport,
  VenueOrderRequest,
} from '../../../src-main/domain/index.ts'
import { venueId } from '../../../src-main/domain/index.ts'
import { type CommandName, decode, encode, listenToLines, type QueryName, type ToEngine } from './link-protocol.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The venue of another process, seen from the engine's. */
export class LinkedVenue implements TradingVenue {
  readonly venueId = venueId('fault')
  readonly accountId: AccountId
  readonly environment: 'paper' | 'live'
  readonly capabilities: VenueCapabilities
  readonly fingerprint: string
  readonly #facts = new Emitter<VenueFact>(rethrow)
  readonly #adjustments = new Emitter<VenueAdjustment>(rethrow)
  readonly #connections = new Emitter<VenueConnection>(rethrow)
  readonly onFact = this.#facts.event
  readonly onAdjustment = this.#adjustments.event
  readonly onConnection = this.#connections.event
  readonly #socket: Socket
  readonly #now: () => number
  readonly #waiting = new Map<number, Waiting>()
  #questions = 0

  private constructor(socket: Socket, hello: Extract<ToEngine, { kind: 'hello' }>, options: LinkOptions) {
    this.#socket = socket
    this.#now = options.now
    this.accountId = options.accountId
    this.environment = options.environment
    this.capabilities = hello.capabilities
    this.fingerprint = hello.fingerprint
  }

  static open(options: LinkOptions): Promise<LinkedVenue> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: options.port, host: '127.0.0.1' })
      let venue: LinkedVenue | undefined
      socket.on('error', reject)
      listenToLines(socket, (line) => {
        const message = decode(line) as ToEngine
        if (venue) venue.#handle(message)
        else if (message.kind === 'hello') {
          venue = new LinkedVenue(socket, message, options)
          socket.unref()
          resolve(venue)
        }
      })
    })
  }

  submit(request: VenueOrderRequest): void {
    this.#command('submit', request)
  }

  amend(request: VenueAmendRequest): void {
    this.#command('amend', request)
  }

  cancel(orderId: OrderId): void {
    this.#command('cancel', orderId)
  }

  queryOrder(orderId: OrderId, instrumentId: InstrumentId): Promise<VenueOrderReport | undefined> {
    return this.#ask('queryOrder', orderId, instrumentId)
  }

  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    return this.#ask('queryOpenOrders', instrumentId)
  }

  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    return this.#ask('queryFills', instrumentId, sinceMs)
  }

  queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    return this.#ask('queryAdjustments', sinceMs)
  }

  queryAccount(): Promise<VenueAccountReport> {
    return this.#ask('queryAccount')
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  stop(): Promise<void> {
    return Promise.resolve()
  }

  dispose(): void {
    this.#socket.destroy()
  }

  #command(name: CommandName, ...args: readonly unknown[]): void {
    this.#socket.write(encode({ kind: 'command', name, args, nowMs: this.#now() }))
  }

  #ask<T>(name: QueryName, ...args: readonly unknown[]): Promise<T> {
    this.#questions += 1
    const id = this.#questions
    this.#socket.write(encode({ kind: 'query', id, name, args, nowMs: this.#now() }))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject })
    })
  }

  #handle(message: ToEngine): void {
    switch (message.kind) {
      case 'fact':
        return this.#facts.fire(message.fact)
      case 'adjustment':
        return this.#adjustments.fire(message.adjustment)
      case 'connection':
        return this.#connections.fire(message.connection)
      case 'answer': {
        const waiting = this.#waiting.get(message.id)
        this.#waiting.delete(message.id)
        if (message.error === undefined) waiting?.resolve(message.value)
        else waiting?.reject(new Error(message.error))
        return undefined
      }
      case 'hello':
        return undefined
    }
  }
}

export interface LinkOptions {
  readonly port: number
  readonly accountId: AccountId
  readonly environment: 'paper' | 'live'
  /** Session time, as far as it is known. */
  readonly now: () => number
}

function rethrow(error: unknown): void {
  throw error
}
