import type { TradedAccountView } from '../../../src-contract/index.ts'

/** How an account stands, as one word and one of the window's shapes. */
export interface AccountStanding {
  readonly shape: 'good' | 'warn' | 'bad'
  /** Key of its word. */
  readonly word: 'active' | 'reducing' | 'halted' | 'opening' | 'failed'
}

const TRADING_SHAPE = { active: 'good', reducing: 'warn', halted: 'bad' } as const

/** Of an account that is not open, why; of one that is, what it may do. */
export function standingOf({
  state,
  tradingState,
}: Pick<TradedAccountView, 'state' | 'tradingState'>): AccountStanding {
  if (state === 'failed') return { shape: 'bad', word: 'failed' }
  if (state === 'opening' || tradingState === null) return { shape: 'warn', word: 'opening' }
  return { shape: TRADING_SHAPE[tradingState], word: tradingState }
}

/** Accounts beside the shown one that can be shown now, in the engine's order. */
export function otherOpenAccounts(accounts: readonly TradedAccountView[], shown: string): readonly TradedAccountView[] {
  return accounts.filter(({ name, state }) => name !== shown && state === 'open')
}

/** What of the accounts that are not shown somebody should look at. */
export interface OthersTrouble {
  /** Of the worst of them. */
  readonly shape: 'warn' | 'bad'
  /** In the engine's order. */
  readonly accounts: readonly { readonly name: string; readonly word: AccountStanding['word'] }[]
}

/** @returns undefined where all others trade. */
export function othersTrouble(accounts: readonly TradedAccountView[], shown: string): OthersTrouble | undefined {
  const troubled = accounts
    .filter(({ name }) => name !== shown)
    .map((account) => ({ name: account.name, standing: standingOf(account) }))
    .filter(({ standing }) => standing.shape !== 'good')
  if (troubled.length === 0) return undefined
  return {
    shape: troubled.some(({ standing }) => standing.shape === 'bad') ? 'bad' : 'warn',
    accounts: troubled.map(({ name, standing }) => ({ name, word: standing.word })),
  }
}
