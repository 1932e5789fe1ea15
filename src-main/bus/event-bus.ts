import { type Disposable, toDisposable } from '../base/index.ts'
import type { EventMap, EventName } from '../domain/index.ts'
import { type BusEvent, Delivery, type ListenerErrorHandler } from './delivery.ts'
import { EventChannel, type EventListener } from './event-channel.ts'

/** The pair of name and payload is not followed here. */
type AnyChannel = EventChannel<EventName>

/**
 * Announces facts that are already stored. It runs to completion: what a listener publishes is delivered after the
 * present event has reached everyone, so all listeners hear all events in one order. Who subscribes while an event is
 * delivered hears from the next one on; who leaves still hears the present one.
 */
export class EventBus {
  readonly #delivery: Delivery
  /** A plain object: looking a name up in it costs less than in a map. */
  readonly #channels = Object.create(null) as Partial<Record<EventName, AnyChannel>>

  constructor(onListenerError: ListenerErrorHandler) {
    this.#delivery = new Delivery(onListenerError)
  }

  /** Number of the newest event whose delivery has begun; 0 before the first. */
  get sequence(): number {
    return this.#delivery.sequence
  }

  /** How often a listener has thrown. */
  get listenerErrors(): number {
    return this.#delivery.listenerErrors
  }

  /** Most events that waited at once for an earlier one, since it was last asked. */
  takeWaitingPeak(): number {
    return this.#delivery.takeWaitingPeak()
  }

  /** Delivers to every listener before it returns, unless it is called by a listener. */
  publish<Name extends EventName>(name: Name, payload: EventMap[Name]): void {
    this.#delivery.accept(this.#channels[name] ?? this.#addChannel(name), payload)
  }

  subscribe<Name extends EventName>(name: Name, listener: EventListener<Name>): Disposable {
    return this.channel(name).subscribe(listener)
  }

  /** The way to one name, for those who publish often. */
  channel<Name extends EventName>(name: Name): EventChannel<Name> {
    const channel: unknown = this.#channels[name] ?? this.#addChannel(name)
    return channel as EventChannel<Name>
  }

  /** Hears every event, after the listeners to its name. */
  subscribeAll(observer: (event: BusEvent) => void): Disposable {
    this.#delivery.observe(observer)
    return toDisposable(() => this.#delivery.unobserve(observer))
  }

  #addChannel(name: EventName): AnyChannel {
    const channel = new EventChannel(name, this.#delivery)
    this.#channels[name] = channel
    return channel
  }
}
