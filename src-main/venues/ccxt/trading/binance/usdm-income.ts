import { z } from 'zod'
import { money, price, quantity, type VenueAdjustment } from '../../../../domain/index.ts'
import { amount, identifier, moment, read } from './fields.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'

const Income = z.object({
  symbol: z.string(),
  incomeType: z.string(),
  income: amount,
  asset: z.string(),
  time: moment,
  tranId: identifier,
})

export type Income = z.output<typeof Income>

/** Booked with the executions that they belong to. */
const OF_TRADES = new Set(['REALIZED_PNL', 'COMMISSION'])

/** True where something was executed, by which a position may have been closed: that never comes without a fee or a result. */
export function tellsOfTrades({ incomeType }: Income): boolean {
  return OF_TRADES.has(incomeType) || incomeType === 'INSURANCE_CLEAR'
}

export function incomeRows(payload: unknown): readonly Income[] {
  return read(z.array(Income), payload, 'the list of income')
}

/**
 * Income that no execution brought: funding of an instrument, or money moved in or out, whatever it was for. Undefined for
 * what came with an execution, and for other currencies than the account's.
 */
export function incomeAdjustment(
  row: Income,
  { venueId, accountCurrency, names }: Pick<BinanceGatewayParts, 'venueId' | 'accountCurrency' | 'names'>,
): VenueAdjustment | undefined {
  const { incomeType, asset, symbol, tranId } = row
  if (OF_TRADES.has(incomeType) || asset !== accountCurrency) return undefined
  const instrumentId = incomeType === 'FUNDING_FEE' ? names.instrumentIdOf(symbol) : undefined
  return {
    adjustmentId: `${venueId}:income:${incomeType}:${symbol}:${tranId}`,
    kind: instrumentId === undefined ? 'transfer' : 'funding',
    instrumentId,
    quantity: quantity(0),
    price: price(0),
    cash: money(row.income),
    reason: reasonOf(incomeType),
    timeMs: row.time,
  }
}

function reasonOf(incomeType: string): string {
  switch (incomeType) {
    case 'FUNDING_FEE':
      return 'funding'
    case 'TRANSFER':
      return 'transferred in or out of the futures wallet'
    case 'INSURANCE_CLEAR':
      return 'the insurance fund has settled a liquidation'
    default:
      return `Binance calls it ${incomeType}`
  }
}
