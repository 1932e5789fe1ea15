import { Landmark } from 'lucide-react'
import type { TradedAccountView } from '../../../src-contract/index.ts'
import { useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { showAccount } from '../show-account.ts'
import { otherOpenAccounts, standingOf } from '../top-bar/account-trouble.ts'
import type { PaletteEntry } from './palette-entry.ts'

/** The other accounts that the engine trades on, where it trades on several. */
export function useAccountEntries(): readonly PaletteEntry[] {
  const t = useWords('commands')
  const workspace = useWords('workspace')
  const shown = useStatus(({ account }) => account) ?? ''
  const accounts = useStatus(({ tradedAccounts }) => tradedAccounts) ?? []
  const detailOf = (account: TradedAccountView): string => {
    const standing = workspace(`accounts.${standingOf(account).word}`)
    return account.environment === null ? standing : `${standing} · ${account.environment}`
  }
  return otherOpenAccounts(accounts, shown).map((account) => ({
    id: `account:${account.name}`,
    section: 'accounts',
    icon: Landmark,
    title: t('palette.account', { name: account.name }),
    detail: detailOf(account),
    run: () => showAccount(account.name),
  }))
}
