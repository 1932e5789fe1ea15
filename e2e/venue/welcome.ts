import { addressesOf } from './addresses.ts'
import { READING_KEY, TRADING_KEY } from './venue-options.ts'

/** What `npm run venue` says once it listens. */
export function welcome(port: number, controlPort: number): string {
  const { rest, spotStreams, futuresStreams, spotWsApi, futuresWsApi } = addressesOf(port)
  return `The practice venue is running: ${rest}

  REST           ${rest} (/api/v3, /sapi/v1 and /fapi/v1)
  streams        ${spotStreams} (spot), ${futuresStreams} (USD-M)
  WebSocket API  ${spotWsApi} (spot), ${futuresWsApi} (USD-M)

  key that may trade      ${TRADING_KEY.apiKey}
    its secret            ${TRADING_KEY.secret}
  key that may only read  ${READING_KEY.apiKey}
    its secret            ${READING_KEY.secret}

  commands       http://127.0.0.1:${controlPort}/control/commands lists them, /control/books shows the books

To point a program at it, put these in the place of Binance's addresses: api.binance.com and fapi.binance.com by REST,
stream.binance.com:9443/ws and fstream.binance.com/ws by the streams, ws-api.binance.com/ws-api/v3 by the WebSocket API.
docs/venue-simulator.md shows it for ccxt. Ctrl-C ends it; nothing is kept.`
}
