import type { Exchange } from 'ccxt'
import { type Disposable, Emitter, type Event } from '../../../../base/index.ts'

/** A frame of the account's stream; `e` says of what kind. */
export type UserFrame = { readonly e: string } & Readonly<Record<string, unknown>>

/** What came through the account's socket. */
export type UserNews =
  | { readonly kind: 'frame'; readonly frame: UserFrame }
  /** A frame that is not JSON: what it said is lost. */
  | { readonly kind: 'unreadable' }

const USER_EVENTS = new Set([
  'executionReport',
  'outboundAccountPosition',
  'balanceUpdate',
  'externalLockUpdate',
  'eventStreamTerminated',
  'serverShutdown',
  'ORDER_TRADE_UPDATE',
  'ALGO_UPDATE',
  'ACCOUNT_UPDATE',
  'TRADE_LITE',
  'listenKeyExpired',
])

interface Client {
  readonly url: string
}

/** ccxt's entry for everything that comes through a socket. */
interface MessageHandling {
  handleMessage(client: Client, message: unknown): void
}

/**
 * Takes the account's frames as they come, each of them, in order. ccxt itself would merge those of one order between two
 * calls of its `watch` methods, turn amounts into floats, and keep all of it in caches that nobody reads.
 */
export class UserFrames implements Disposable {
  readonly #news: Emitter<UserNews>
  #isDisposed = false

  /** @param isUserSocket by its address as ccxt knows it. Has to be made before that socket is. */
  constructor(exchange: Exchange, isUserSocket: (url: string) => boolean, onError: (error: unknown) => void) {
    this.#news = new Emitter(onError)
    const handling = exchange as unknown as MessageHandling
    const before = handling.handleMessage.bind(exchange)
    handling.handleMessage = (client, message) => {
      if (this.#isDisposed || !this.#take(message, isUserSocket(client.url))) before(client, message)
    }
  }

  get onNews(): Event<UserNews> {
    return this.#news.event
  }

  /** From here on ccxt sees everything. */
  dispose(): void {
    this.#isDisposed = true
  }

  /** @returns Whether it was for the account, so that ccxt need not see it. */
  #take(message: unknown, isUserSocket: boolean): boolean {
    if (typeof message === 'string') {
      if (isUserSocket) this.#news.fire({ kind: 'unreadable' })
      return isUserSocket
    }
    const frame = frameOf(message)
    if (!frame || !USER_EVENTS.has(frame.e)) return false
    this.#news.fire({ kind: 'frame', frame })
    return true
  }
}

/** On the WebSocket API it stands under the id of the subscription. */
function frameOf(message: unknown): UserFrame | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const frame = 'event' in message && typeof message.event === 'object' ? message.event : message
  return frame !== null && 'e' in frame && typeof frame.e === 'string' ? (frame as UserFrame) : undefined
}
