import type { Exchange } from '../books/exchange.ts'
import type { SpotAccount } from '../books/spot-account.ts'
import type { KeyRestrictions } from '../venue-options.ts'
import { newestOf } from './order-queries.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'

/** Endpoints beside the exchange's two sides that clients ask when they load their markets and keys. */
export function walletRoutes(
  { account, markets }: Exchange<SpotAccount>,
  restrictions: Partial<KeyRestrictions>,
): Route[] {
  const empty = ['capital/config/getall', 'capital/withdraw/history', 'margin/allPairs', 'margin/isolated/allPairs']
  return [
    ...empty.map((path) => Object.assign(signed('GET', `/sapi/v1/${path}`, 1), { handle: () => [] })),
    {
      ...signed('GET', '/sapi/v1/capital/deposit/hisrec', 1),
      handle: (params) => depositRows(account, params),
    },
    { ...signed('GET', '/sapi/v1/asset/transfer', 1), handle: () => ({ total: 0, rows: [] }) },
    {
      ...signed('GET', '/sapi/v1/account/apiRestrictions', 1),
      handle: (_, { key }) => ({
        ipRestrict: false,
        createTime: 0,
        enableReading: true,
        enableSpotAndMarginTrading: key?.canTrade ?? false,
        enableFutures: key?.canTrade ?? false,
        enableWithdrawals: false,
        enableMargin: false,
        enableInternalTransfer: false,
        permitsUniversalTransfer: false,
        enableVanillaOptions: false,
        enablePortfolioMarginTrading: false,
        ...restrictions,
      }),
    },
    {
      ...signed('GET', '/sapi/v1/asset/tradeFee', 1),
      handle: (params) => {
        const wanted = params.optional('symbol')
        const makerCommission = account.fees.maker.toFixed()
        const takerCommission = account.fees.taker.toFixed()
        return [...markets.keys()]
          .filter((symbol) => wanted === undefined || symbol === wanted)
          .map((symbol) => ({ symbol, makerCommission, takerCommission }))
      },
    },
    {
      method: 'GET',
      path: '/dapi/v1/exchangeInfo',
      weight: 1,
      security: 'none',
      handle: () => ({ timezone: 'UTC', rateLimits: [], symbols: [] }),
    },
  ]
}

function depositRows({ deposits }: SpotAccount, params: Params): object[] {
  const coin = params.optional('coin')
  const found = deposits.filter(({ asset }) => coin === undefined || asset === coin)
  return newestOf(found, params, { idOf: ({ id }) => id, timeOf: ({ timeMs }) => timeMs }).map(
    ({ id, asset, amount, timeMs }) => ({
      id: String(id),
      amount: amount.toFixed(),
      coin: asset,
      network: 'TRX',
      status: 1,
      txId: `tx-${id}`,
      insertTime: timeMs,
    }),
  )
}
