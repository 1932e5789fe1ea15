import { type Perpetuals, type Income, FUNDING_PERIOD_MS } from '../books/perpetuals.ts'
import type { SymbolMarket } from '../market/symbol-market.ts'
import { futuresAccount, futuresBalance, positionRisk } from './account-json.ts'
import { MOST_LEVERAGE, settingRoutes } from './futures-setting-routes.ts'
import { eachMarket } from './market-routes.ts'
import { listedSymbol, newestOf } from './order-queries.ts'
import type { Params } from './params.ts'
import { type Route, signed } from './route.ts'
import { amountText } from './text.ts'

/** Mark price and funding, account, positions and their settings. */
export function futuresAccountRoutes(perpetuals: Perpetuals): Route[] {
  const { exchange, income } = perpetuals
  const { account } = exchange
  const risk = {
    handle: (params: Params) =>
      account.positions(listedSymbol(exchange, params)).map((held) => positionRisk(account, held)),
  }
  const whole: Pick<Route, 'handle'> = { handle: (_, { nowMs }) => futuresAccount(account, nowMs) }
  const balance: Pick<Route, 'handle'> = { handle: (_, { nowMs }) => futuresBalance(account, nowMs) }
  return [
    ...publicRoutes(perpetuals),
    ...settingRoutes(perpetuals),
    ...['v2', 'v3'].flatMap((version) => [
      { ...signed('GET', `/fapi/${version}/account`, 5), ...whole },
      { ...signed('GET', `/fapi/${version}/balance`, 5), ...balance },
      { ...signed('GET', `/fapi/${version}/positionRisk`, 5), ...risk },
    ]),
    {
      ...signed('GET', '/fapi/v1/leverageBracket', 1),
      handle: (params) => {
        const rows = eachMarket(exchange, params, bracketRow)
        return Array.isArray(rows) ? rows : [rows]
      },
    },
    {
      ...signed('GET', '/fapi/v1/commissionRate', 20),
      handle: (params) => ({
        symbol: exchange.market(params.required('symbol')).rules.symbol,
        makerCommissionRate: account.fees.maker.toFixed(),
        takerCommissionRate: account.fees.taker.toFixed(),
      }),
    },
    {
      ...signed('GET', '/fapi/v1/income', 30),
      handle: (params) => {
        const type = params.optional('incomeType')
        const symbol = params.optional('symbol')
        const rows = income.filter(
          (row) => (type === undefined || row.type === type) && (symbol === undefined || row.symbol === symbol),
        )
        return newestOf(rows, params, { idOf: ({ id }) => id, timeOf: ({ timeMs }) => timeMs }).map(incomeRow)
      },
    },
  ]
}

function publicRoutes(perpetuals: Perpetuals): Route[] {
  const { exchange } = perpetuals
  return [
    {
      method: 'GET',
      path: '/fapi/v1/premiumIndex',
      weight: 1,
      security: 'none',
      handle: (params, { nowMs }) =>
        eachMarket(exchange, params, ({ rules, lastPrice, fundingRate }) => ({
          symbol: rules.symbol,
          markPrice: amountText('usdm', lastPrice),
          indexPrice: amountText('usdm', lastPrice),
          estimatedSettlePrice: amountText('usdm', lastPrice),
          lastFundingRate: fundingRate.toFixed(),
          nextFundingTime: perpetuals.nextFundingMs(),
          interestRate: '0.00010000',
          time: nowMs,
        })),
    },
    {
      method: 'GET',
      path: '/fapi/v1/fundingRate',
      weight: 1,
      security: 'none',
      handle: (params) => {
        const rows = eachMarket(exchange, params, ({ rules, lastPrice, fundingRate }) => ({
          symbol: rules.symbol,
          fundingTime: perpetuals.nextFundingMs() - FUNDING_PERIOD_MS,
          fundingRate: fundingRate.toFixed(),
          markPrice: amountText('usdm', lastPrice),
        }))
        return Array.isArray(rows) ? rows : [rows]
      },
    },
  ]
}

function bracketRow({ rules }: SymbolMarket): object {
  const bracket = {
    bracket: 1,
    initialLeverage: MOST_LEVERAGE,
    notionalCap: 100_000_000,
    notionalFloor: 0,
    maintMarginRatio: rules.maintenanceMargin.toNumber(),
    cum: 0,
  }
  return { symbol: rules.symbol, notionalCoef: 1, brackets: [bracket] }
}

function incomeRow({ id, symbol, type, amount, asset, timeMs }: Income): object {
  return {
    symbol,
    incomeType: type,
    income: amount.toFixed(8),
    asset,
    info: type,
    time: timeMs,
    tranId: id,
    tradeId: '',
  }
}
