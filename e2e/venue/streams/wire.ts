import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { VenueSide } from '../side.ts'

/** Frames are not sent while this holds; see {@link Wire}. */
type Line = 'live' | 'silent' | 'halfOpen'

export interface WireParts {
  readonly side: VenueSide
  readonly socket: WebSocket
  /** Under the WebSocket; a half-open one is not read any more, so that pings stay unanswered. */
  readonly duplex: Duplex
  readonly faults: FaultPlan
}

/** A connection that streams go through, with the faults that are planned for its frames. */
export class Wire {
  readonly side: VenueSide
  readonly #parts: WireParts
  #line: Line = 'live'
  #held: string[] = []

  constructor(parts: WireParts) {
    this.side = parts.side
    this.#parts = parts
  }

  get isOpen(): boolean {
    return this.#parts.socket.readyState === WebSocket.OPEN
  }

  /** @param name as faults name the frame, without the side. */
  send(name: string, payload: unknown): void {
    this.sendText(name, JSON.stringify(payload))
  }

  sendText(name: string, text: string): void {
    if (this.#line !== 'live' || !this.isOpen) return
    const fault = this.#parts.faults.nextOfFrame(`${this.side} ${name}`)
    switch (fault?.kind) {
      case undefined:
        this.#write(text)
        break
      case 'drop':
        break
      case 'duplicate':
        this.#write(text)
        this.#write(text)
        break
      case 'delay':
        setTimeout(() => this.#write(text), fault.ms)
        break
      case 'reorder':
        this.#held.push(text)
        break
      case 'invalidJson':
        this.#write(text.slice(0, -1))
        break
      case 'disconnect':
        this.drop()
        break
      case 'silence':
        this.fallSilent()
        break
      case 'halfOpen':
        this.goHalfOpen()
    }
  }

  /** Cuts the connection, without a word. */
  drop(): void {
    this.#parts.socket.terminate()
  }

  /** Ends the connection in order. */
  close(): void {
    this.#parts.socket.close()
  }

  fallSilent(): void {
    this.#line = 'silent'
  }

  goHalfOpen(): void {
    this.#line = 'halfOpen'
    this.#parts.duplex.pause()
  }

  #write(text: string): void {
    if (this.#line !== 'live' || !this.isOpen) return
    this.#parts.socket.send(text)
    const held = this.#held
    this.#held = []
    for (const late of held) this.#parts.socket.send(late)
  }
}
