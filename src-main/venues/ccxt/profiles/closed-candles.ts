import type { Exchange } from 'ccxt'

/** Told of each 1m bar that the exchange calls closed. @param symbol as ccxt names it. */
export type OnClosed = (symbol: string, openTimeMs: number) => void

/** Part of Binance's message about a bar. */
interface BinanceMessage {
  readonly k?: { readonly s: string; readonly i: string; readonly t: number; readonly x: boolean }
}

/** Part of Bybit's message about bars. */
interface BybitMessage {
  /** Such as "kline.1.BTCUSDT". */
  readonly topic?: string
  readonly data?: readonly { readonly start: number; readonly confirm: boolean }[]
}

/** Part of OKX's message about bars. */
interface OkxMessage {
  readonly arg?: { readonly channel: string; readonly instId: string }
  /** Texts from the open time to whether the bar is complete. */
  readonly data?: readonly (readonly string[])[]
}

/** The one of ccxt's methods that takes a message about bars, which its types keep to themselves. */
interface BarHandler {
  handleOHLCV(client: unknown, message: unknown): void
  safeSymbol(marketId: string, market: undefined, delimiter: undefined, type: 'spot' | 'contract'): string
}

/** Binance says `x: true` with the last state of a bar, which ccxt leaves out. */
export function hookBinanceBars(exchange: Exchange, onClosed: OnClosed): void {
  hookBars(exchange, onClosed, ({ k: bar }: BinanceMessage, tell) => {
    if (bar?.x === true && bar.i === '1m') tell(bar.s, bar.t)
  })
}

/** Bybit says `confirm: true` with the last state of a bar, which ccxt leaves out. */
export function hookBybitBars(exchange: Exchange, onClosed: OnClosed): void {
  hookBars(exchange, onClosed, (message: BybitMessage, tell) => {
    const [, interval, marketId = ''] = message.topic?.split('.') ?? []
    if (interval !== '1') return
    for (const { start, confirm } of message.data ?? []) if (confirm) tell(marketId, start)
  })
}

/** OKX ends the last state of a bar with "1", which ccxt leaves out. */
export function hookOkxBars(exchange: Exchange, onClosed: OnClosed): void {
  hookBars(exchange, onClosed, ({ arg, data = [] }: OkxMessage, tell) => {
    if (arg?.channel !== 'candle1m') return
    for (const bar of data) if (bar.at(-1) === '1') tell(arg.instId, Number(bar[0]))
  })
}

type ReadMessage<Message> = (message: Message, tell: (marketId: string, openTimeMs: number) => void) => void

/** Bars are told after ccxt has taken them in. */
function hookBars<Message>(exchange: Exchange, onClosed: OnClosed, read: ReadMessage<Message>): void {
  const handler = exchange as unknown as BarHandler
  const handleOHLCV = handler.handleOHLCV.bind(handler)
  const type = exchange.options['defaultType'] === 'spot' ? 'spot' : 'contract'
  handler.handleOHLCV = (client, message) => {
    handleOHLCV(client, message)
    read(message as Message, (marketId, openTimeMs) =>
      onClosed(handler.safeSymbol(marketId, undefined, undefined, type), openTimeMs),
    )
  }
}
