import type { MarginedAccount } from './liquidation-price.ts'
import { initialMargin, isolatedMarginOf, maintenanceMargin, notionalOf, unrealisedOf } from './margin.ts'

/** How far the account is from having to give positions up. Money in the account's currency, float64. */
export interface AccountMargin {
  /** Cash plus open profit at mark prices. */
  readonly equity: number
  readonly unrealisedPnl: number
  /** Of cross positions at mark prices, and what was set aside for isolated ones. */
  readonly initialMargin: number
  readonly maintenanceMargin: number
  /** Equity that nothing is bound by; new positions and transfers out are paid from it. Never below zero. */
  readonly freeMargin: number
  /** Value of all positions per money of equity; undefined without equity. */
  readonly leverage: number | undefined
  /** Maintenance margin of the cross positions as a share of what stands behind them: at 1 the venue liquidates. Undefined where nothing stands behind them. */
  readonly crossMarginRatio: number | undefined
}

/** Open losses bind margin, open profit of isolated positions does not free any. */
export function accountMargin({ cash, positions }: MarginedAccount): AccountMargin {
  const cross = positions.filter(({ terms }) => terms.mode === 'cross')
  const isolated = positions.filter(({ terms }) => terms.mode === 'isolated')
  const unrealisedPnl = sum(positions.map(unrealisedOf))
  const equity = cash + unrealisedPnl
  const setAside = sum(isolated.map(isolatedMarginOf))
  const crossEquity = cash - setAside + sum(cross.map(unrealisedOf))
  const crossInitial = sum(cross.map(initialMargin))
  return {
    equity,
    unrealisedPnl,
    initialMargin: crossInitial + setAside,
    maintenanceMargin: sum(positions.map(maintenanceMargin)),
    freeMargin: Math.max(0, crossEquity - crossInitial),
    leverage: equity > 0 ? sum(positions.map(notionalOf)) / equity : undefined,
    crossMarginRatio: crossEquity > 0 ? sum(cross.map(maintenanceMargin)) / crossEquity : undefined,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
