import { Decimal } from '../../../src-main/base/index.ts'
import type { FuturesAccount } from '../books/futures-account.ts'
import type { Position } from '../books/position.ts'
import type { SpotAccount } from '../books/spot-account.ts'
import { amountText } from './text.ts'

export function spotAccount(account: SpotAccount, canTrade: boolean, nowMs: number): object {
  const maker = account.fees.maker.toFixed(8)
  const taker = account.fees.taker.toFixed(8)
  return {
    makerCommission: account.fees.maker.mul(10_000).toNumber(),
    takerCommission: account.fees.taker.mul(10_000).toNumber(),
    buyerCommission: 0,
    sellerCommission: 0,
    commissionRates: { maker, taker, buyer: '0.00000000', seller: '0.00000000' },
    canTrade,
    canWithdraw: false,
    canDeposit: false,
    updateTime: nowMs,
    accountType: 'SPOT',
    balances: account.balances().map(({ asset, free, locked }) => ({
      asset,
      free: amountText('spot', free),
      locked: amountText('spot', locked),
    })),
    permissions: ['SPOT'],
    uid: 1,
  }
}

const text = (value: Decimal): string => value.toFixed(8, Decimal.ROUND_DOWN)

/** `GET /fapi/v3/account` and `v2`. */
export function futuresAccount(account: FuturesAccount, nowMs: number): object {
  const state = account.margins()
  const initialMargin = state.positionMargin.add(state.orderMargin)
  const marginBalance = state.wallet.add(state.unrealizedPnl)
  return {
    feeTier: 0,
    canTrade: true,
    updateTime: 0,
    multiAssetsMargin: false,
    totalInitialMargin: text(initialMargin),
    totalMaintMargin: text(state.maintenanceMargin),
    totalWalletBalance: text(state.wallet),
    totalUnrealizedProfit: text(state.unrealizedPnl),
    totalMarginBalance: text(marginBalance),
    totalPositionInitialMargin: text(state.positionMargin),
    totalOpenOrderInitialMargin: text(state.orderMargin),
    totalCrossWalletBalance: text(state.crossWallet),
    totalCrossUnPnl: text(state.crossUnrealizedPnl),
    availableBalance: text(state.available),
    maxWithdrawAmount: text(state.available),
    assets: [assetRow(account, nowMs)],
    positions: account.positions().map((position) => accountPosition(account, position)),
  }
}

function assetRow(account: FuturesAccount, nowMs: number): object {
  const state = account.margins()
  return {
    asset: 'USDT',
    walletBalance: text(state.wallet),
    unrealizedProfit: text(state.unrealizedPnl),
    marginBalance: text(state.wallet.add(state.unrealizedPnl)),
    maintMargin: text(state.maintenanceMargin),
    initialMargin: text(state.positionMargin.add(state.orderMargin)),
    positionInitialMargin: text(state.positionMargin),
    openOrderInitialMargin: text(state.orderMargin),
    crossWalletBalance: text(state.crossWallet),
    crossUnPnl: text(state.crossUnrealizedPnl),
    availableBalance: text(state.available),
    maxWithdrawAmount: text(state.available),
    marginAvailable: true,
    updateTime: nowMs,
  }
}

function accountPosition(account: FuturesAccount, position: Position): object {
  return {
    symbol: position.symbol,
    positionSide: position.side,
    positionAmt: amountText('usdm', position.amount),
    unrealizedProfit: text(account.unrealizedOf(position)),
    isolatedMargin: text(isolatedMargin(account, position)),
    isolatedWallet: text(position.isolatedWallet),
    isolated: account.marginTypeOf(position.symbol) === 'isolated',
    leverage: String(account.leverageOf(position.symbol)),
    entryPrice: amountText('usdm', position.entryPrice),
    notional: text(position.amount.mul(account.markOf(position.symbol))),
    initialMargin: text(account.initialMarginOf(position)),
    maintMargin: text(account.maintenanceOf(position)),
    updateTime: position.updatedMs,
  }
}

function isolatedMargin(account: FuturesAccount, position: Position): Decimal {
  const isIsolated = account.marginTypeOf(position.symbol) === 'isolated'
  return isIsolated ? position.isolatedWallet.add(account.unrealizedOf(position)) : new Decimal(0)
}

/** `GET /fapi/v2/balance` and `v3`. */
export function futuresBalance(account: FuturesAccount, nowMs: number): object[] {
  const state = account.margins()
  return [
    {
      accountAlias: 'SgsR',
      asset: 'USDT',
      balance: text(state.wallet),
      crossWalletBalance: text(state.crossWallet),
      crossUnPnl: text(state.crossUnrealizedPnl),
      availableBalance: text(state.available),
      maxWithdrawAmount: text(state.available),
      marginAvailable: true,
      updateTime: nowMs,
    },
  ]
}

/** `GET /fapi/v3/positionRisk` and `v2`: what is held, nothing that is flat. */
export function positionRisk(account: FuturesAccount, position: Position): object {
  const { symbol } = position
  return {
    ...accountPosition(account, position),
    breakEvenPrice: amountText('usdm', position.entryPrice),
    markPrice: amountText('usdm', account.markOf(symbol)),
    unRealizedProfit: text(account.unrealizedOf(position)),
    liquidationPrice: amountText('usdm', account.liquidationPriceOf(position)),
    marginType: account.marginTypeOf(symbol) === 'cross' ? 'cross' : 'isolated',
    marginAsset: 'USDT',
    isAutoAddMargin: 'false',
    maxNotionalValue: '100000000',
    openOrderInitialMargin: '0',
    positionInitialMargin: text(account.initialMarginOf(position)),
    adl: 1,
    bidNotional: '0',
    askNotional: '0',
  }
}
