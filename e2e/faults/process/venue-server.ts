import { createServer, type Server, type Socket } from 'node:net'
import { errorText, ManualClock } from '../../../src-main/base/index.ts'
import { accountId, type Instrument, type VenueCapabilities } from '../../../src-main/domain/index.ts'
import { FaultVenue } from '../../../src-main/venues/testing/fault-venue/index.ts'
import { decode, encode, listenToLines, type ToEngine, type ToVenue } from './link-protocol.ts'

type Command = Extract<ToVenue, { kind: 'command' }>

/** A fault venue for an engine in another process: it lives here, and so survives each kill of that one. */
export class VenueServer {
  readonly venue: FaultVenue
  readonly errors: string[] = []
  /** Called once a command has been carried out and before anything of it is told. */
  onCommand: (command: Command) => void = () => undefined
  readonly #clock = new ManualClock(0)
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(instruments: readonly Instrument[], capabilities: Partial<VenueCapabilities>) {
    this.venue = new FaultVenue({
      accountId: accountId('paper-01'),
      clock: this.#clock,
      instruments,
      capabilities,
      onError: (error) => this.errors.push(errorText(error)),
    })
    this.venue.fillsByHand = true
    this.venue.onFact((fact) => this.#tellAll({ kind: 'fact', fact }))
    this.venue.onAdjustment((adjustment) => this.#tellAll({ kind: 'adjustment', adjustment }))
    this.venue.onConnection((connection) => this.#tellAll({ kind: 'connection', connection }))
    this.#server = createServer((socket) => this.#welcome(socket))
  }

  static async open(
    instruments: readonly Instrument[],
    capabilities: Partial<VenueCapabilities> = {},
  ): Promise<VenueServer> {
    const server = new VenueServer(instruments, capabilities)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#sockets.delete(socket))
    const { capabilities, fingerprint } = this.venue
    send(socket, { kind: 'hello', capabilities, fingerprint })
    listenToLines(socket, (line) => this.#handle(decode(line) as ToVenue, socket))
  }

  #handle(message: ToVenue, socket: Socket): void {
    this.#clock.advanceTo(message.nowMs)
    const member: unknown = Reflect.get(this.venue, message.name)
    if (typeof member !== 'function') throw new Error(`the venue has no ${message.name}`)
    const outcome: unknown = Reflect.apply(member, this.venue, message.args)
    if (message.kind === 'command') this.onCommand(message)
    else this.#answer(message.id, outcome as Promise<unknown>, socket)
  }

  #answer(id: number, outcome: Promise<unknown>, socket: Socket): void {
    outcome.then(
      (value) => send(socket, { kind: 'answer', id, value, error: undefined }),
      (error: unknown) => send(socket, { kind: 'answer', id, value: undefined, error: errorText(error) }),
    )
  }

  /** What is told while nobody listens is missed, as on any stream. */
  #tellAll(message: ToEngine): void {
    for (const socket of this.#sockets) send(socket, message)
  }
}

function send(socket: Socket, message: ToEngine): void {
  if (!socket.destroyed) socket.write(encode(message))
}
