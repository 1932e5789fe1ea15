/** Exchanges of ccxt whose files are packed: those of the venue profiles and what they extend. A test compares them. */
const PACKED = ['binance', 'binanceusdm', 'bybit', 'okx', 'kraken', 'coinbase'].join('|')

/** The library has more than a hundred exchanges, twice; only those of the profiles are ever loaded. */
export const OTHER_EXCHANGES: readonly string[] = [
  '!node_modules/ccxt/dist/**',
  `!node_modules/ccxt/js/src/!(${PACKED}).js`,
  `!node_modules/ccxt/js/src/pro/!(${PACKED}).js`,
  `!node_modules/ccxt/js/src/abstract/!(${PACKED}).js`,
  // Requests go through the program's own transport, and frames are inflated by Node itself.
  '!node_modules/{undici,fflate}/**',
  '!node_modules/ccxt/node_modules/undici/**',
  // Makes large WebSocket frames a little faster, and comes compiled for other systems.
  '!node_modules/{bufferutil,node-gyp-build}/**',
]
