import { Decimal } from '../../base/index.ts'
import {
  type AccountId,
  money,
  type VenueAccountReport,
  type VenueBalance,
  type VenuePosition,
} from '../../domain/index.ts'
import type { PaperPosition } from './paper-books.ts'
import { liquidationPrice, onTick, quoteBalance, reservedBase, reservedByOrders } from './paper-margin.ts'
import type { PaperState } from './paper-state.ts'

/**
 * The account as the venue has it. `cash` moves with realised profit, fees and adjustments alone, for spot as for
 * perpetuals; what is really held of each currency, spot holdings paid for, stands in `balances`.
 */
export function accountReport(accountId: AccountId, state: PaperState): VenueAccountReport {
  const { books, currency } = state
  const positions = books.positions.map((position) => positionReport(position, state))
  return { accountId, currency, cash: books.cash, positions, balances: balances(state) }
}

function positionReport(held: PaperPosition, state: PaperState): VenuePosition {
  const { isSpot, maintenanceMarginFraction: maintenanceFraction } = state.marketOf(held.instrumentId)
  if (isSpot) return held
  const { leverage } = state.margin()
  const position: VenuePosition = { ...held, margin: { mode: 'cross', leverage, maintenanceFraction } }
  const at = liquidationPrice(held, state)
  const tickSize = state.desk(held.instrumentId)?.instrument.tickSize
  return at === undefined || !tickSize ? position : { ...position, liquidationPrice: onTick(at, tickSize) }
}

function balances(state: PaperState): readonly VenueBalance[] {
  const margin = state.margin()
  const { spot, exposure } = reservedByOrders(margin)
  const reserved = money(new Decimal(spot + exposure / margin.leverage).toDecimalPlaces(8))
  const quote = { currency: state.currency, total: quoteBalance(state), reserved }
  return [quote, ...baseBalances(state)]
}

function baseBalances(state: PaperState): readonly VenueBalance[] {
  const open = state.orders.open()
  return [...state.desks()].flatMap(({ isSpot, instrument: { base, instrumentId } }) => {
    const total = state.books.netQuantity(instrumentId)
    const reserved = reservedBase(open, instrumentId)
    if (!isSpot || (total.isZero() && reserved.isZero())) return []
    return [{ currency: base, total: money(total), reserved: money(reserved) }]
  })
}
