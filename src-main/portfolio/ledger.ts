import { type Decimal, invariant, ZERO } from '../base/index.ts'
import type { LedgerAccount, Money, Posting } from '../domain/index.ts'

export const LEDGER_ACCOUNTS: readonly LedgerAccount[] = ['cash', 'capital', 'realisedPnl', 'fees', 'funding']

/** Balance of each account, above zero a debit; what is left out is zero. */
export type LedgerBalances = Readonly<Partial<Record<LedgerAccount, Money>>>

/**
 * Double-entry ledger of one account in one currency. Cash and fees grow by debits, capital, realised profit and received
 * funding by credits, so that all balances together are zero: cash = capital + realised profit − fees + funding.
 */
export class Ledger {
  readonly #balances = new Map<LedgerAccount, Decimal>()

  restore(balances: LedgerBalances): void {
    for (const account of LEDGER_ACCOUNTS) this.#balances.set(account, balances[account] ?? ZERO)
    invariant(this.isBalanced, `restored ledger is off by ${this.#total().toFixed()}`)
  }

  /** Sum of everything posted to the account, above zero a debit. */
  balance(account: LedgerAccount): Money {
    return (this.#balances.get(account) ?? ZERO) as Money
  }

  /** Applies the legs of one transaction, all or none. */
  post(postings: readonly Posting[]): void {
    const sum = postings.reduce((total, posting) => total.add(posting.amount), ZERO)
    invariant(
      sum.isZero(),
      `transaction ${postings[0]?.transactionId ?? ''} does not balance, it is off by ${sum.toFixed()}`,
    )
    for (const { account, amount } of postings) this.#balances.set(account, this.balance(account).add(amount))
  }

  get isBalanced(): boolean {
    return this.#total().isZero()
  }

  #total(): Decimal {
    return LEDGER_ACCOUNTS.reduce((total, account) => total.add(this.balance(account)), ZERO)
  }
}
