import type { EventMap, EventName } from '../domain/index.ts'
import { without } from './without.ts'

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
type Listener = (payload: Payload, sequence: number) => void
type Observer = (event: BusEvent) => void

/** Listeners to one name, whichever: that a payload is the name's own was seen to where it was announced. */
export interface Audience {
  readonly name: EventName
  readonly only: ((payload: never, sequence: number) => void) | undefined
  readonly listeners: readonly ((payload: never, sequence: number) => void)[]
}

/**
 * Brings events to their listeners, one after the other and in the order of their announcement. What is announced meanwhile
 * waits: alone in a place of its own, which is all a chain of events ever needs, and with others in a queue behind that.
 */
export class Delivery {
  readonly #onListenerError: ListenerErrorHandler
  /** Undefined in place of an empty list: asking for that costs less. */
  #observers: readonly Observer[] | undefined
  #nextAudience: Audience | undefined
  #nextPayload: Payload | undefined
  /** From `#head` to before `#tail`. */
  readonly #waitingAudiences: Audience[] = []
  readonly #waitingPayloads: (Payload | undefined)[] = []
  #head = 0
  #tail = 0
  #waitingPeak = 0
  #isRunning = false
  #sequence = 0
  #listenerErrors = 0

  constructor(onListenerError: ListenerErrorHandler) {
    this.#onListenerError = onListenerError
  }

  get sequence(): number {
    return this.#sequence
  }

  get listenerErrors(): number {
    return this.#listenerErrors
  }

  takeWaitingPeak(): number {
    const peak = this.#waitingPeak
    this.#waitingPeak = this.#waiting
    return peak
  }

  observe(observer: Observer): void {
    this.#observers = [...(this.#observers ?? []), observer]
  }

  unobserve(observer: Observer): void {
    const left = without(this.#observers ?? [], observer)
    this.#observers = left.length > 0 ? left : undefined
  }

  /** Delivers at once, and then whatever was announced by that; or notes the event where one is being delivered. */
  accept(audience: Audience, payload: Payload): void {
    if (!this.#isRunning) this.#run(audience, payload)
    else if (this.#nextAudience === undefined && this.#head === this.#tail) {
      this.#nextAudience = audience
      this.#nextPayload = payload
      if (this.#waitingPeak === 0) this.#waitingPeak = 1
    } else this.#enqueue(audience, payload)
  }

  get #waiting(): number {
    return this.#tail - this.#head + (this.#nextAudience === undefined ? 0 : 1)
  }

  /** Holds on to no payload when it has ended. */
  #run(first: Audience, firstPayload: Payload): void {
    this.#isRunning = true
    let audience: Audience | undefined = first
    let payload = firstPayload
    while (audience !== undefined) {
      this.#deliver(audience, payload)
      audience = this.#nextAudience
      if (audience !== undefined) {
        payload = this.#nextPayload as Payload
        this.#nextAudience = undefined
      } else if (this.#head < this.#tail) {
        audience = this.#waitingAudiences[this.#head] as Audience
        payload = this.#dequeue()
      }
    }
    this.#nextPayload = undefined
    this.#isRunning = false
  }

  #enqueue(audience: Audience, payload: Payload): void {
    this.#waitingAudiences[this.#tail] = audience
    this.#waitingPayloads[this.#tail++] = payload
    if (this.#waiting > this.#waitingPeak) this.#waitingPeak = this.#waiting
  }

  /**
   * The places are used again from the first one whenever all are delivered: shortening the arrays instead would make every
   * publish allocate.
   */
  #dequeue(): Payload {
    const payload = this.#waitingPayloads[this.#head] as Payload
    this.#waitingPayloads[this.#head++] = undefined
    if (this.#head === this.#tail) {
      this.#head = 0
      this.#tail = 0
    }
    return payload
  }

  #deliver(audience: Audience, payload: Payload): void {
    const sequence = ++this.#sequence
    const only = audience.only as Listener | undefined
    if (only === undefined) this.#tellAll(audience, payload, sequence)
    else {
      try {
        only(payload, sequence)
      } catch (error) {
        this.#reportError(error, audience.name)
      }
    }
    if (this.#observers !== undefined) this.#tellObservers({ sequence, name: audience.name, payload } as BusEvent)
  }

  #tellAll(audience: Audience, payload: Payload, sequence: number): void {
    const listeners = audience.listeners as readonly Listener[]
    for (let index = 0; index < listeners.length; index++) {
      try {
        ;(listeners[index] as Listener)(payload, sequence)
      } catch (error) {
        this.#reportError(error, audience.name)
      }
    }
  }

  #tellObservers(event: BusEvent): void {
    for (const observer of this.#observers ?? []) {
      try {
        observer(event)
      } catch (error) {
        this.#reportError(error, event.name)
      }
    }
  }

  /** A reporter that throws is counted too: it must not leave a delivery half done. */
  #reportError(error: unknown, name: EventName): void {
    this.#listenerErrors++
    try {
      this.#onListenerError(error, name)
    } catch {
      this.#listenerErrors++
    }
  }
}
