import type { Exchange } from 'ccxt'
import type { Disposable } from '../../../../base/index.ts'
import type { AccountEvent, AccountStreamSource, OrderWord } from '../order-gateway.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { executionReport } from './spot-payloads.ts'
import { dropSockets } from './user-sockets.ts'
import { type UserFrame, UserFrames, type UserNews } from './user-frames.ts'

/** What of ccxt's Binance is used that its general type does not name. */
type SpotExchange = Exchange & { authenticate(params: { readonly type: 'spot' }): Promise<void> }

/** The account's stream of Binance spot, subscribed by a signed request over its WebSocket API. */
export class SpotStream implements AccountStreamSource {
  readonly #parts: BinanceGatewayParts
  readonly #note: (word: OrderWord) => void
  readonly #frames: UserFrames

  constructor(parts: BinanceGatewayParts, note: (word: OrderWord) => void) {
    this.#parts = parts
    this.#note = note
    this.#frames = new UserFrames(parts.connection.exchange, (url) => url === this.#url, parts.onError)
  }

  async open(): Promise<void> {
    await (this.#exchange as SpotExchange).authenticate({ type: 'spot' })
  }

  watch(): Promise<unknown> {
    return this.#exchange.watchOrders()
  }

  async drop(): Promise<void> {
    dropSockets(this.#exchange, (url) => url === this.#url)
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

  /** As ccxt knows it; the connection puts the host of the account in its place. */
  get #url(): string {
    const { ws } = this.#exchange.urls['api'] as { readonly ws: { readonly 'ws-api': { readonly spot: string } } }
    return ws['ws-api'].spot
  }

  #events(news: UserNews): AccountEvent[] {
    if (news.kind === 'unreadable') return [{ kind: 'lost', reason: 'a message of the account could not be read' }]
    return this.#eventsOf(news.frame)
  }

  #eventsOf(frame: UserFrame): AccountEvent[] {
    switch (frame.e) {
      case 'executionReport': {
        const told = executionReport(frame, this.#parts.names.instrumentIdOf)
        if (!told) return []
        this.#note(told.word)
        return [{ kind: 'order', ...told }]
      }
      case 'balanceUpdate':
        return [{ kind: 'moneyMoved' }]
      case 'eventStreamTerminated':
      case 'serverShutdown':
        return [{ kind: 'lost', reason: 'Binance has ended the stream of the account' }]
      default:
        return []
    }
  }
}
