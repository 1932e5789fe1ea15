import type { Exchange } from 'ccxt'
import { z } from 'zod'
import type { Disposable } from '../../../../base/index.ts'
import type { AccountEvent, AccountStreamSource } from '../order-gateway.ts'
import { callBinance } from './binance-api.ts'
import { read } from './fields.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { type UserFrame, UserFrames, type UserNews } from './user-frames.ts'
import { dropSockets } from './user-sockets.ts'

/** A listen key lives for an hour; Binance advises to keep it alive twice as often. */
const KEEP_ALIVE_MS = 1_200_000

/** Reasons of an `ACCOUNT_UPDATE` that bring no money: orders tell theirs themselves. */
const BOOKED_OTHERWISE = new Set(['ORDER', 'MARGIN_TRANSFER', 'MARGIN_TYPE_CHANGE'])

const ListenKey = z.object({ listenKey: z.string().min(1) })
const AccountUpdate = z.object({ a: z.object({ m: z.string() }) })

/** What of ccxt's Binance is used that its general type does not name. */
interface FuturesExchange {
  getPrivateWsUrl(type: 'future', listenKey: string): string
}

/** Turns a frame about orders into what it says. */
export type OrderFrames = (frame: UserFrame) => readonly AccountEvent[]

/** The account's stream of the futures side, which stands on a listen key that has to be kept alive. */
export class UsdmStream implements AccountStreamSource {
  readonly keepAlive = { everyMs: KEEP_ALIVE_MS, act: (): Promise<void> => this.#keep() }
  readonly #parts: BinanceGatewayParts
  readonly #orderFrames: OrderFrames
  readonly #frames: UserFrames

  constructor(parts: BinanceGatewayParts, orderFrames: OrderFrames) {
    this.#parts = parts
    this.#orderFrames = orderFrames
    this.#frames = new UserFrames(parts.connection.exchange, isUserSocket, parts.onError)
  }

  /**
   * Asks for a listen key, which is the earlier one where that lives, and connects. ccxt is handed the key as one that it got
   * just now and for ever, so that it neither keeps it alive by itself nor goes on with one that has expired.
   */
  async open(): Promise<void> {
    const { connection } = this.#parts
    const { exchange } = connection
    const about = { name: "open the account's stream", urgency: 'account' } as const
    const answer = await callBinance(connection, about, (api) => api.fapiPrivatePostListenKey())
    const { listenKey } = read(ListenKey, answer, 'a listen key')
    Object.assign(exchange.options, { future: { listenKey, lastAuthenticatedTime: Number.MAX_SAFE_INTEGER } })
    const client = exchange.client((exchange as unknown as FuturesExchange).getPrivateWsUrl('future', listenKey))
    const watching = this.watch()
    await Promise.race([client.connected, watching])
  }

  watch(): Promise<unknown> {
    return this.#exchange.watchOrders()
  }

  async drop(): Promise<void> {
    dropSockets(this.#exchange, isUserSocket)
  }

  listen(listener: (event: AccountEvent) => void): Disposable {
    return this.#frames.onNews((news) => {
      for (const event of this.#events(news)) listener(event)
    })
  }

  dispose(): void {
    this.#frames.dispose()
  }

  get #exchange(): Exchange {
    return this.#parts.connection.exchange
  }

  async #keep(): Promise<void> {
    const about = { name: "keep the account's stream", urgency: 'account' } as const
    await callBinance(this.#parts.connection, about, (api) => api.fapiPrivatePutListenKey())
  }

  #events(news: UserNews): readonly AccountEvent[] {
    if (news.kind === 'unreadable') return [{ kind: 'lost', reason: 'a message of the account could not be read' }]
    const { frame } = news
    switch (frame.e) {
      case 'ORDER_TRADE_UPDATE':
      case 'ALGO_UPDATE':
        return this.#orderFrames(frame)
      case 'ACCOUNT_UPDATE': {
        const { m: reason } = read(AccountUpdate, frame, 'a change of the account').a
        return BOOKED_OTHERWISE.has(reason) ? [] : [{ kind: 'moneyMoved' }]
      }
      case 'listenKeyExpired':
        return [{ kind: 'lost', reason: 'its listen key has expired' }]
      default:
        return []
    }
  }
}

function isUserSocket(url: string): boolean {
  return url.includes('listenKey=')
}
