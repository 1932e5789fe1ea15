import { useEffect } from 'react'
import { chooseAccount, giveAccountUp, takeGivenUpAccount, useConnection, useEngine } from '../client/index.ts'
import { useTicketDraft } from '../trading/index.ts'
import { words } from '../i18n/index.ts'
import { showToast } from '../ui/index.ts'

/**
 * Shows another account, or the first one where none is named. The page is loaded anew: whatever a panel, a store or a command keeps of the account before is gone
 * with it, and no click that was meant for the one can reach the other.
 */
export function showAccount(account: string | undefined): void {
  chooseAccount(sessionStorage, account)
  beginAnew()
}

/** Shows the first account where the engine does not trade on the chosen one, and says so. */
export function useTradedAccount(): void {
  const { account } = useEngine()
  const { kind } = useConnection()
  const [connected, isTraded] = [kind === 'connected', kind !== 'notTraded']
  useEffect(() => {
    const givenUp = connected ? takeGivenUpAccount(sessionStorage) : undefined
    if (givenUp === undefined) return
    const t = words('workspace')
    showToast({ kind: 'warn', title: t('accounts.notTraded', { account: givenUp }), text: t('accounts.notTradedText') })
  }, [connected])
  useEffect(() => {
    if (isTraded || account === undefined) return
    giveAccountUp(sessionStorage, account)
    beginAnew()
  }, [isTraded, account])
}

/** An order that was being written for one account must not stand in the ticket of another. */
function beginAnew(): void {
  useTicketDraft.getState().forget()
  location.reload()
}
