import { Decimal, toFloat, ZERO } from '../base/index.ts'
import type { Instrument, InstrumentId, Money } from '../domain/index.ts'
import type { Marks, Portfolio } from '../portfolio/index.ts'

export interface SpotCashPorts {
  readonly portfolio: Pick<Portfolio, 'cash' | 'currency' | 'openPositions' | 'netQuantity'>
  readonly marks: Pick<Marks, 'unrealisedOf' | 'markPrice'>
  readonly instrument: (instrumentId: InstrumentId) => Instrument | undefined
  /** What the venue wants as margin of perpetuals, as a share of their value. */
  readonly marginFraction: () => number
}

/**
 * What spot buys may spend of a currency, before what working orders have taken. Of the account's own: the cash that spot
 * holdings have not cost, as far as perpetuals do not need it as margin. Of any other: what is held of that coin.
 */
export function spotCash(currency: string, ports: SpotCashPorts): Money {
  const { portfolio } = ports
  if (currency !== portfolio.currency) return coinHeld(currency, ports) as Money
  const balance = portfolio
    .openPositions()
    .reduce<Decimal>(
      (cash, { instrumentId, quantity, entryPrice }) =>
        isSpot(instrumentId, ports) ? cash.sub(quantity.mul(entryPrice)) : cash,
      portfolio.cash,
    )
  const backing = perpetuals(ports)
  if (backing.margin === 0) return balance as Money
  return Decimal.max(ZERO, Decimal.min(balance, balance.add(backing.profit - backing.margin))) as Money
}

function coinHeld(coin: string, { portfolio, instrument }: SpotCashPorts): Decimal {
  const held = new Set(portfolio.openPositions().map(({ instrumentId }) => instrumentId))
  const ofCoin = [...held].filter((id) => {
    const of = instrument(id)
    return of?.kind === 'spot' && of.base === coin
  })
  return ofCoin.reduce<Decimal>((sum, id) => sum.add(portfolio.netQuantity(id)), ZERO)
}

/** Open profit of all perpetuals, and the margin of their net positions. */
function perpetuals(ports: SpotCashPorts): { readonly profit: number; readonly margin: number } {
  const { portfolio, marks, marginFraction } = ports
  const positions = portfolio.openPositions().filter(({ instrumentId }) => !isSpot(instrumentId, ports))
  const entryPrices = new Map(positions.map(({ instrumentId, entryPrice }) => [instrumentId, entryPrice]))
  let value = 0
  for (const [instrumentId, entryPrice] of entryPrices) {
    const price = marks.markPrice(instrumentId) ?? toFloat(entryPrice)
    value += Math.abs(toFloat(portfolio.netQuantity(instrumentId))) * price
  }
  const profit = positions.reduce((sum, position) => sum + marks.unrealisedOf(position), 0)
  return { profit, margin: value * marginFraction() }
}

function isSpot(instrumentId: InstrumentId, { instrument }: SpotCashPorts): boolean {
  return instrument(instrumentId)?.kind === 'spot'
}
