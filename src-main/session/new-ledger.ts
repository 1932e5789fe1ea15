import { ZERO } from '../base/index.ts'
import type { LedgerAccount, Money } from '../domain/index.ts'
import { EMPTY_LEDGER, type LedgerState } from '../execution/index.ts'

const NO_MONEY = ZERO as Money
const NO_BALANCES: Readonly<Record<LedgerAccount, Money>> = {
  cash: NO_MONEY,
  capital: NO_MONEY,
  realisedPnl: NO_MONEY,
  fees: NO_MONEY,
  funding: NO_MONEY,
}

/** Of an account that does not exist yet. */
export const NEW_LEDGER: LedgerState = {
  ...EMPTY_LEDGER,
  account: undefined,
  positions: [],
  balances: NO_BALANCES,
  tradingState: undefined,
  tradingDay: undefined,
  equitySamples: [],
  lastFactTimeMs: undefined,
  handovers: [],
  guards: undefined,
  bookedIds: [],
}
