import { type AccountAtVenueView, PAPER_ACCOUNT_NAME } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import { useConfigView, valueAt } from '../configuration/index.ts'

export interface TradingAccountProps {
  readonly accounts: readonly AccountAtVenueView[]
}

/** Which account the engine trades on: paper, or one at an exchange. */
export function TradingAccount({ accounts }: TradingAccountProps) {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const { value: view, refresh } = useConfigView()
  const chosen = valueAt(view?.value, ['trading', 'account'])
  if (typeof chosen !== 'string') return null
  const choose = async (account: string): Promise<void> => {
    try {
      const { restartNeeded } = await calls.config.put({ patch: { trading: { account } } })
      const name = account === PAPER_ACCOUNT_NAME ? t('trades.paper') : account
      const text = restartNeeded.length > 0 ? t('trades.afterRestart') : undefined
      showToast({ kind: 'success', title: t('trades.saved', { name }), ...(text !== undefined && { text }) })
    } catch (error) {
      showToast({ kind: 'error', title: t('trades.notSaved'), text: describeFault(error).message })
    }
    refresh()
  }
  return (
    <label className="accounts-trades">
      {t('trades.label')}
      <select value={chosen} disabled={!connected} onChange={(event) => void choose(event.target.value)}>
        <option value={PAPER_ACCOUNT_NAME}>{t('trades.paper')}</option>
        {accounts.map(({ name, environment }) => (
          <option key={name} value={name}>
            {t('trades.option', { name, environment: environment.toUpperCase() })}
          </option>
        ))}
      </select>
    </label>
  )
}
