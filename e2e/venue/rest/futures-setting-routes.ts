import type { Perpetuals } from '../books/perpetuals.ts'
import { ApiError } from './api-error.ts'
import { eachMarket } from './market-routes.ts'
import { type Route, signed } from './route.ts'

/** Highest leverage of every symbol. */
export const MOST_LEVERAGE = 125

/** Leverage and margin of a symbol, and whether positions are hedged. */
export function settingRoutes({ exchange }: Perpetuals): Route[] {
  const { account, store } = exchange
  return [
    {
      ...signed('POST', '/fapi/v1/leverage', 1),
      trades: true,
      handle: (params) => {
        const { symbol } = exchange.market(params.required('symbol')).rules
        const leverage = params.integer('leverage') ?? 0
        if (leverage < 1 || leverage > MOST_LEVERAGE) throw new ApiError(-4028, `Leverage ${leverage} is not valid`)
        account.setLeverage(symbol, leverage)
        return { leverage, maxNotionalValue: '100000000', symbol }
      },
    },
    {
      ...signed('POST', '/fapi/v1/marginType', 1),
      trades: true,
      handle: (params) => {
        const { symbol } = exchange.market(params.required('symbol')).rules
        const wanted = params.required('marginType').toUpperCase() === 'ISOLATED' ? 'isolated' : 'cross'
        if (account.marginTypeOf(symbol) === wanted) throw new ApiError(-4046, 'No need to change margin type.')
        if (account.positions(symbol).length > 0) {
          throw new ApiError(-4048, 'Margin type cannot be changed if there exists position.')
        }
        if (store.open(symbol).length > 0) {
          throw new ApiError(-4047, 'Margin type cannot be changed if there exists open orders.')
        }
        account.setMarginType(symbol, wanted)
        return { code: 200, msg: 'success' }
      },
    },
    ...modeRoutes(exchange),
    {
      ...signed('GET', '/fapi/v1/symbolConfig', 5),
      handle: (params) => {
        const rows = eachMarket(exchange, params, ({ rules: { symbol } }) => ({
          symbol,
          marginType: account.marginTypeOf(symbol) === 'isolated' ? 'ISOLATED' : 'CROSSED',
          isAutoAddMargin: 'false',
          leverage: account.leverageOf(symbol),
          maxNotionalValue: '100000000',
        }))
        return Array.isArray(rows) ? rows : [rows]
      },
    },
  ]
}

function modeRoutes({ account, store }: Perpetuals['exchange']): Route[] {
  return [
    {
      ...signed('POST', '/fapi/v1/positionSide/dual', 1),
      trades: true,
      handle: (params) => {
        params.required('dualSidePosition')
        const isHedged = params.flag('dualSidePosition')
        if (account.isHedged === isHedged) throw new ApiError(-4059, 'No need to change position side.')
        if (account.positions().length > 0) {
          throw new ApiError(-4068, 'Position side cannot be changed if there exists position.')
        }
        if (store.open().length > 0) {
          throw new ApiError(-4067, 'Position side cannot be changed if there exists open orders.')
        }
        account.isHedged = isHedged
        return { code: 200, msg: 'success' }
      },
    },
    {
      ...signed('GET', '/fapi/v1/positionSide/dual', 30),
      handle: () => ({ dualSidePosition: account.isHedged }),
    },
  ]
}
