import type { Exchange } from 'ccxt'
import type { StreamKind } from '../../../../src-contract/index.ts'
import type { PollSource, PushSource } from '../streams/ports.ts'
import type { MarketConnection } from './ports.ts'

/** Silence after which a public stream is opened anew. In a quiet market that happens for nothing, and costs little. */
const STALE_AFTER_MS: Readonly<Partial<Record<StreamKind, number>>> = {
  candles: 90_000,
  trades: 60_000,
  quotes: 60_000,
  book: 60_000,
  mark: 30_000,
}

/** From an answer to the next question, where there is no stream. */
const POLL_EVERY_MS = 2_000

/** A stream of ccxt, and what is asked instead where the exchange has none. */
export interface StreamWish<News> {
  readonly kind: StreamKind
  /** What is asked for, such as "read the trades of BTC-USDT". */
  readonly request: string
  /** Names of the methods in ccxt's table of what an exchange has. */
  readonly methods: { readonly watch: string; readonly unwatch: string }
  readonly watch: (exchange: Exchange) => Promise<News>
  readonly unwatch: (exchange: Exchange) => Promise<unknown>
  readonly ask: (exchange: Exchange) => Promise<News>
}

/** The stream, where the profile and ccxt have it; else questions again and again. */
export function sourceOf<News>(
  connection: MarketConnection,
  wish: StreamWish<News>,
): PushSource<News> | PollSource<News> {
  const { profile, exchange } = connection
  const { kind, methods } = wish
  if (profile.streams[kind] === 'polling' || !has(exchange, methods.watch)) {
    const request = { name: wish.request, urgency: 'market' } as const
    return { mode: 'polling', ask: () => connection.request(request, wish.ask), everyMs: POLL_EVERY_MS }
  }
  const staleAfterMs = STALE_AFTER_MS[kind]
  return {
    mode: 'stream',
    watch: () => wish.watch(exchange),
    drop: () => connection.dropSockets(publicPart(connection)),
    ...(has(exchange, methods.unwatch) && { unwatch: () => wish.unwatch(exchange) }),
    ...(staleAfterMs !== undefined && { staleAfterMs }),
  }
}

/** Whether the exchange has a method of ccxt of its own; an emulated one would only ask in its place. */
export function has(exchange: Exchange, method: string): boolean {
  return exchange.has[method] === true
}

/** The account's streams come after the public ones, where they have a way of their own. */
function publicPart({ profile }: MarketConnection): string | undefined {
  return profile.services.find(({ kind }) => kind === 'websocket')?.part
}
