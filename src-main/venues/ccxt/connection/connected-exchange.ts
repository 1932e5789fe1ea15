import type { Exchange } from 'ccxt'
import type { HttpAnswer, HttpCall } from './http-request.ts'
import type { ExchangeClass } from './load-exchange.ts'

/** A WebSocket of ccxt. */
export type StreamClient = ReturnType<Exchange['client']>

/** What ccxt's own machinery is replaced by. */
export interface ExchangeHooks {
  /** Gets the request to the venue. */
  send(address: string, call: HttpCall): Promise<HttpAnswer>
  /** Resolves when the request may go out. @param cost as ccxt counts it. */
  takeTurn(cost: number): Promise<void>
  /** Time that signatures carry. */
  venueNowMs(): number
  /** Takes a WebSocket over before it connects. */
  adopt(client: StreamClient): void
  /** Makes one request of ccxt, and once more where that helps and cannot do it twice. */
  call<T>(method: string, act: () => Promise<T>): Promise<T>
  /** Runs the action later, unless the connection is closed by then. */
  later(delayMs: number, action: () => void): void
  /** Takes what ccxt would write to the console, which may hold secrets. */
  log(parts: readonly unknown[]): void
  /** Hears which answer an error of ccxt was made of. */
  noteRefusal(error: object, answer: HttpAnswer): void
}

/** As ccxt has them. */
type FetchArguments = [address: string, method?: string, headers?: object, body?: string]

/** Statuses from here on are no answers to what was asked. */
const REFUSED = 400

/**
 * The exchange as ccxt has it, with our way out: hosts, rate budget, clock and timers. ccxt itself keeps the addresses
 * that it knows, by which it tells markets and errors apart.
 */
export function connectedExchange(Base: ExchangeClass, hooks: ExchangeHooks): ExchangeClass {
  return class extends Base {
    override async throttle(cost = 1): Promise<void> {
      await hooks.takeTurn(cost)
    }

    override nonce(): number {
      return hooks.venueNowMs()
    }

    override async fetch2(...call: Parameters<Exchange['fetch2']>): Promise<unknown> {
      const [, , method = 'GET'] = call
      return hooks.call(method, async () => super.fetch2(...call))
    }

    override async fetch(...[address, method = 'GET', headers = {}, body]: FetchArguments): Promise<unknown> {
      const sent = { ...(this.headers as object), ...headers } as Record<string, string>
      const answer = await hooks.send(address, { method, headers: sent, ...(body !== undefined && { body }) })
      const response = { ...answer, text: async () => answer.body }
      try {
        const parsed: unknown = await this.handleRestResponse(response, address, method, sent, body)
        // ccxt hands on what it cannot read, and makes an order without an id of it.
        if (typeof parsed === 'string' || answer.status >= REFUSED) throw new Error('the answer makes no sense')
        return parsed
      } catch (error) {
        if (error instanceof Error) hooks.noteRefusal(error, answer)
        throw error
      }
    }

    /** ccxt would keep a failure, and give it as the answer for good. */
    override async loadMarkets(reload = false, params: object = {}): ReturnType<Exchange['loadMarkets']> {
      try {
        return await super.loadMarkets(reload, params)
      } catch (error) {
        Object.assign(this, { marketsLoading: undefined })
        throw error
      }
    }

    override client(address: string): StreamClient {
      const known = this.clients[address]
      const client = super.client(address)
      if (client !== known) hooks.adopt(client)
      return client
    }

    override log(...parts: readonly unknown[]): void {
      hooks.log(parts)
    }

    override delay(delayMs: number, method: unknown, ...args: readonly unknown[]): void {
      hooks.later(delayMs, () => void this.spawn(method, ...args))
    }
  }
}
