import type { WebSocket } from 'ws'
import type { Clock, Disposable } from '../base/index.ts'

export const PING_PERIOD_MS = 20_000
/** Unanswered pings after which the other side counts as gone. */
const MAX_MISSED = 2

type Pinged = Pick<WebSocket, 'ping' | 'terminate'> & {
  on(event: 'pong' | 'close', listener: () => void): unknown
}

/** Finds clients that vanished without closing their connection: a pulled cable, a sleeping laptop. */
export class Heartbeat implements Disposable {
  readonly #missed = new Map<Pinged, number>()
  readonly #timer: Disposable

  constructor(clock: Clock) {
    this.#timer = clock.setRepeating(PING_PERIOD_MS, () => this.#beat())
  }

  watch(client: Pinged): void {
    this.#missed.set(client, 0)
    client.on('pong', () => this.#missed.has(client) && this.#missed.set(client, 0))
    client.on('close', () => this.#missed.delete(client))
  }

  dispose(): void {
    this.#timer.dispose()
    this.#missed.clear()
  }

  #beat(): void {
    for (const [client, missed] of this.#missed) {
      if (missed >= MAX_MISSED) client.terminate()
      else {
        this.#missed.set(client, missed + 1)
        client.ping()
      }
    }
  }
}
