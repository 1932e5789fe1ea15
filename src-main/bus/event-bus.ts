import { type Disposable, toDisposable } from '../base/index.ts'
import type { EventMap, EventName } from '../domain/index.ts'
import { EventChannel, type EventListener, without } from './event-channel.ts'

/** One announced event, as a listener to all of them hears it. */
export type BusEvent = {
  readonly [Name in EventName]: {
    /** Position in the order of announcements, from 1. */
    readonly sequence: number
    readonly name: Name
    readonly payload: EventMap[Name]
  }
}[EventName]

/** Hears of a listener that threw; the other listeners are not disturbed. */
export type ListenerErrorHandler = (error: unknown, name: EventName) => void

type Payload = EventMap[EventName]
/** Name and payload belong together by construction; inside the bus the pair is not followed any more. */
type AnyChannel = EventChannel<EventName>
type AnyListener = (payload: Payload, sequence: number) => void

/**
 * Announces facts that are already stored. It runs to completion: what a listener publishes is delivered after the
 * present event has reached everyone, so all listeners hear all events in one order. Who subscribes while an event is
 * delivered hears from the next one on; who leaves still hears the present one.
 */
export class EventBus {
  readonly #onListenerError: ListenerErrorHandler
  readonly #channels = new Map<EventName, AnyChannel>()
  readonly #announce = (channel: AnyChannel, payload: Payload): void => this.#publishTo(channel, payload)
  #observers: readonly ((event: BusEvent) => void)[] = []
  readonly #waitingChannels: AnyChannel[] = []
  readonly #waitingPayloads: (Payload | undefined)[] = []
  #waiting = 0
  #waitingPeak = 0
  #delivering = false
  #sequence = 0
  #listenerErrors = 0

  constructor(onListenerError: ListenerErrorHandler) {
    this.#onListenerError = onListenerError
  }

  /** Number of the newest event whose delivery has begun; 0 before the first. */
  get sequence(): number {
    return this.#sequence
  }

  /** How often a listener has thrown. */
  get listenerErrors(): number {
    return this.#listenerErrors
  }

  /** Most events that waited at once for an earlier one, since it was last asked. */
  takeWaitingPeak(): number {
    const peak = this.#waitingPeak
    this.#waitingPeak = this.#waiting
    return peak
  }

  /** Delivers to every listener before it returns, unless it is called by a listener. */
  publish<Name extends EventName>(name: Name, payload: EventMap[Name]): void {
    this.#publishTo(this.#channels.get(name) ?? this.#addChannel(name), payload)
  }

  subscribe<Name extends EventName>(name: Name, listener: EventListener<Name>): Disposable {
    return this.channel(name).subscribe(listener)
  }

  /** The way to one name, for those who publish often. */
  channel<Name extends EventName>(name: Name): EventChannel<Name> {
    const channel: unknown = this.#channels.get(name) ?? this.#addChannel(name)
    return channel as EventChannel<Name>
  }

  /** Hears every event, after the listeners to its name. */
  subscribeAll(observer: (event: BusEvent) => void): Disposable {
    this.#observers = [...this.#observers, observer]
    return toDisposable(() => {
      this.#observers = without(this.#observers, observer)
    })
  }

  #addChannel(name: EventName): AnyChannel {
    const channel = new EventChannel(name, this.#announce)
    this.#channels.set(name, channel)
    return channel
  }

  #publishTo(channel: AnyChannel, payload: Payload): void {
    if (this.#delivering) {
      this.#waitingChannels[this.#waiting] = channel
      this.#waitingPayloads[this.#waiting++] = payload
      if (this.#waiting > this.#waitingPeak) this.#waitingPeak = this.#waiting
      return
    }
    this.#delivering = true
    this.#deliver(channel, payload)
    if (this.#waiting > 0) this.#deliverWaiting()
    this.#delivering = false
  }

  /**
   * The places are used again from the first one whenever all are delivered: a long chain of events stays in one place,
   * and shortening the arrays instead would make every publish allocate.
   */
  #deliverWaiting(): void {
    let next = 0
    while (next < this.#waiting) {
      const channel = this.#waitingChannels[next] as AnyChannel
      const payload = this.#waitingPayloads[next] as Payload
      this.#waitingPayloads[next++] = undefined
      if (next === this.#waiting) {
        this.#waiting = 0
        next = 0
      }
      this.#deliver(channel, payload)
    }
  }

  #deliver(channel: AnyChannel, payload: Payload): void {
    const sequence = ++this.#sequence
    const listeners: readonly AnyListener[] = channel.listeners
    for (let index = 0; index < listeners.length; index++) {
      try {
        ;(listeners[index] as AnyListener)(payload, sequence)
      } catch (error) {
        this.#reportError(error, channel.name)
      }
    }
    if (this.#observers.length > 0) this.#observe({ sequence, name: channel.name, payload } as BusEvent)
  }

  #observe(event: BusEvent): void {
    for (const observer of this.#observers) {
      try {
        observer(event)
      } catch (error) {
        this.#reportError(error, event.name)
      }
    }
  }

  /** A reporter that throws is counted too: it must not leave the bus in the middle of a delivery. */
  #reportError(error: unknown, name: EventName): void {
    this.#listenerErrors++
    try {
      this.#onListenerError(error, name)
    } catch {
      this.#listenerErrors++
    }
  }
}
