import { EventEmitter } from 'node:events'
import { EventBus } from '../../src-main/bus/index.ts'
import type { EventName } from '../../src-main/domain/index.ts'
import { type BenchRow, benchRow } from '../bench-row.ts'

const CANDLES = 300_000
const ROUNDS = 9
const WANTED_RATIO = 1.3

/** Stands for the payload of every hop: a new object each time, as in the engine. */
interface Step {
  readonly value: number
  readonly cause: Step | undefined
}

interface Pipeline {
  /** Sends one candle through all seven hops, from the bar to the position. */
  readonly send: (value: number) => void
  /** Sum of what has come through. */
  readonly total: () => number
}

/** The bus as this bench uses it: every hop has the same small payload. */
interface StepBus {
  channel(name: EventName): { publish(step: Step): void }
  publish(name: EventName, step: Step): void
  subscribe(name: EventName, listener: (step: Step) => void): unknown
}

function ownBus(): StepBus {
  return new EventBus(rethrow) as unknown as StepBus
}

/** Isolation of listeners and numbering on, as always; by the channels that frequent publishers hold. */
function ownByChannel(): Pipeline {
  const bus = ownBus()
  const candle = bus.channel('candle.stored')
  const signal = bus.channel('signal.generated')
  const validated = bus.channel('signal.validated')
  const order = bus.channel('order.updated')
  const fill = bus.channel('fill.booked')
  const position = bus.channel('position.updated')
  const quote = bus.channel('quote.updated')
  let total = 0
  bus.subscribe('candle.stored', (step) => signal.publish(after(step)))
  bus.subscribe('signal.generated', (step) => validated.publish(after(step)))
  bus.subscribe('signal.validated', (step) => order.publish(after(step)))
  bus.subscribe('order.updated', (step) => fill.publish(after(step)))
  bus.subscribe('fill.booked', (step) => position.publish(after(step)))
  bus.subscribe('position.updated', (step) => quote.publish(after(step)))
  bus.subscribe('quote.updated', (step) => void (total += step.value))
  return { send: (value) => candle.publish(first(value)), total: () => total }
}

/** The same, looked up by name at every announcement. */
function ownByName(): Pipeline {
  const bus = ownBus()
  let total = 0
  bus.subscribe('candle.stored', (step) => bus.publish('signal.generated', after(step)))
  bus.subscribe('signal.generated', (step) => bus.publish('signal.validated', after(step)))
  bus.subscribe('signal.validated', (step) => bus.publish('order.updated', after(step)))
  bus.subscribe('order.updated', (step) => bus.publish('fill.booked', after(step)))
  bus.subscribe('fill.booked', (step) => bus.publish('position.updated', after(step)))
  bus.subscribe('position.updated', (step) => bus.publish('quote.updated', after(step)))
  bus.subscribe('quote.updated', (step) => void (total += step.value))
  return { send: (value) => bus.publish('candle.stored', first(value)), total: () => total }
}

/** No isolation, no numbers, and no one order of delivery for all listeners. */
function emitter(): Pipeline {
  const events = new EventEmitter()
  let total = 0
  events.on('candle.stored', (step: Step) => events.emit('signal.generated', after(step)))
  events.on('signal.generated', (step: Step) => events.emit('signal.validated', after(step)))
  events.on('signal.validated', (step: Step) => events.emit('order.updated', after(step)))
  events.on('order.updated', (step: Step) => events.emit('fill.booked', after(step)))
  events.on('fill.booked', (step: Step) => events.emit('position.updated', after(step)))
  events.on('position.updated', (step: Step) => events.emit('quote.updated', after(step)))
  events.on('quote.updated', (step: Step) => void (total += step.value))
  return { send: (value) => void events.emit('candle.stored', first(value)), total: () => total }
}

/** Both announce the same hops in turns. */
export function busRows(): BenchRow[] {
  const byChannel = contest('bus by channel beside node:events, 7 hops', ownByChannel)
  const byName = contest('bus by name beside node:events, 7 hops', ownByName)
  // Whoever publishes often holds the channel; the other row tells what looking the name up costs.
  return [{ ...byChannel, ok: byChannel.ratio >= WANTED_RATIO }, byName]
}

function contest(name: string, own: () => Pipeline): BenchRow {
  const ours: number[] = []
  const peer: number[] = []
  run(own)
  run(emitter)
  for (let round = 0; round < ROUNDS; round++) {
    const mine = run(own)
    const theirs = run(emitter)
    if (mine.total !== theirs.total) throw new Error(`${name}: one came to ${mine.total}, the other to ${theirs.total}`)
    ours.push(mine.perSecond)
    peer.push(theirs.perSecond)
  }
  return benchRow({ name, unit: 'candles/s', ours, peer })
}

function run(create: () => Pipeline): { perSecond: number; total: number } {
  const { send, total } = create()
  const started = performance.now()
  for (let candle = 0; candle < CANDLES; candle++) send(candle)
  return { perSecond: (CANDLES / (performance.now() - started)) * 1000, total: total() }
}

function first(value: number): Step {
  return { value, cause: undefined }
}

function after(cause: Step): Step {
  return { value: cause.value + 1, cause }
}

function rethrow(error: unknown): never {
  throw error
}
