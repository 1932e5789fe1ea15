import { ZERO } from '../base/index.ts'
import { type Fill, type LedgerAccount, type Money, type Quantity, signedQuantity } from '../domain/index.ts'
import type { CurrencyConverter, InstrumentLookup } from './ports.ts'
import { toBooked } from './rounding.ts'

export interface FeeSettlementOptions {
  /** Of the account. */
  readonly currency: string
  readonly converter: CurrencyConverter | undefined
  readonly instrumentOf: InstrumentLookup | undefined
}

/** What a fill changes once its fee is paid. */
export interface SettledFill {
  /** Signed change of the position. */
  readonly quantity: Quantity
  /** In the account's currency. */
  readonly fee: Money
  /**
   * Where the fee came from. `cash`: the account's own currency, or the coin that was traded. `capital`: a coin that is kept
   * outside of these books; its worth counts as put in and as paid, so that cash stays what the venue says it is.
   */
  readonly paidFrom: Extract<LedgerAccount, 'cash' | 'capital'>
  /** Nobody knows what the fee's coin is worth: it is booked as nothing, and the fill keeps what was paid. */
  readonly isUnpriced: boolean
}

/**
 * Settles a fill's fee. On spot a fee in the coin that was traded comes off the holding, at the fill's price; a fee in any
 * other coin is valued by the converter at the time of the fill. A fill is a fact: one whose fee cannot be valued is booked
 * all the same, its fee as nothing.
 */
export function settleFee(fill: Fill, options: FeeSettlementOptions): SettledFill {
  const quantity = signedQuantity(fill.side, fill.quantity)
  const { fee, feeCurrency } = fill
  if (feeCurrency === options.currency) return { quantity, fee, paidFrom: 'cash', isUnpriced: false }
  const instrument = options.instrumentOf?.(fill.instrumentId)
  if (instrument?.kind === 'spot' && instrument.base === feeCurrency) {
    return {
      quantity: quantity.sub(fee) as Quantity,
      fee: toBooked(fee.mul(fill.price)) as Money,
      paidFrom: 'cash',
      isUnpriced: false,
    }
  }
  const value = valueOf(fill, options)
  return { quantity, fee: value ?? (ZERO as Money), paidFrom: 'capital', isUnpriced: value === undefined }
}

function valueOf({ fee, feeCurrency, timeMs }: Fill, { currency, converter }: FeeSettlementOptions): Money | undefined {
  const rate = converter?.rate(feeCurrency, currency, timeMs)
  return rate?.isFinite() ? (toBooked(fee.mul(rate)) as Money) : undefined
}
