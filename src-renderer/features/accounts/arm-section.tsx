import { useCallback, useState } from 'react'
import { armingWord } from '../../../src-contract/index.ts'
import { describeFault, readable, useConnection, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ConfirmDialog, EnvironmentBadge, Note, showToast } from '../../ui/index.ts'
import { useSystemAge } from '../tables/index.ts'
import type { AccountProps } from './account-detail.tsx'
import { hasKeys, ordersState } from './account-view.ts'
import { useBusyAction } from './use-accounts.ts'

/** Whether the account may trade with money, and the way to change that. */
export function ArmSection(props: AccountProps) {
  const t = useWords('accounts')
  const { account } = props
  const state = ordersState(account)
  return (
    <section className="accounts-section" aria-label={t('detail.trading')}>
      <h3>{t('detail.trading')}</h3>
      {state === 'playMoney' && <p className="accounts-text">{t('arm.testnet')}</p>}
      {state === 'notArmed' && <NotArmed {...props} />}
      {account.armedAtMs !== null && state === 'armed' && <Armed {...props} atMs={account.armedAtMs} />}
    </section>
  )
}

function NotArmed(props: AccountProps) {
  const t = useWords('accounts')
  const connected = useConnection().kind === 'connected'
  const [isAsked, setAsked] = useState(false)
  const ready = hasKeys(props.account)
  return (
    <>
      <p className="accounts-text">{t('arm.notArmed')}</p>
      <div className="accounts-buttons">
        <Button size="small" disabled={!connected || !ready} onClick={() => setAsked(true)}>
          {t('arm.arm')}
        </Button>
        {!ready && <span className="quiet">{t('arm.keysFirst')}</span>}
      </div>
      {isAsked && <ArmDialog {...props} onClose={() => setAsked(false)} />}
    </>
  )
}

function Armed({ account: { name }, onChanged, atMs }: AccountProps & { readonly atMs: number }) {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const disarm = useCallback(async () => {
    try {
      await calls.accounts.disarm({ name })
      showToast({ kind: 'success', title: t('arm.disarmed', { name }) })
    } catch (error) {
      showToast({ kind: 'error', title: t('arm.disarm'), text: describeFault(error).message })
    }
    onChanged()
  }, [calls, name, onChanged, t])
  const { busy, run } = useBusyAction(disarm)
  return (
    <>
      <Note kind="warn" title={<EnvironmentBadge environment="live" />}>
        {t('arm.armed', { age: useSystemAge(atMs) })}
      </Note>
      <div className="accounts-buttons">
        <Button size="small" tone="danger" disabled={!connected || busy} onClick={run}>
          {t('arm.disarm')}
        </Button>
      </div>
    </>
  )
}

/** The word that makes orders real; the engine checks the key before it takes it. */
function ArmDialog({ account, onChanged, onClose }: AccountProps & { readonly onClose: () => void }) {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const { name, venueLabel, lastCheck } = account
  const canWithdraw = lastCheck?.audit?.canWithdraw ?? null
  const confirm = async (): Promise<void> => {
    await readable(calls.accounts.arm({ name, confirmation: armingWord(name) }))
    showToast({ kind: 'success', title: t('arm.done', { name }) })
    onChanged()
  }
  return (
    <ConfirmDialog
      open
      live
      onOpenChange={(open) => !open && onClose()}
      title={t('arm.title', { venue: venueLabel })}
      badge={<EnvironmentBadge environment="live" big />}
      facts={[
        { label: t('arm.account'), value: name },
        { label: t('arm.venue'), value: venueLabel },
        { label: t('arm.lastCheck'), value: lastCheck === null ? t('never') : t(`outcomes.${lastCheck.outcome}`) },
        {
          label: t('arm.withdraw'),
          value: t(canWithdraw === null ? 'check.notTold' : canWithdraw ? 'check.yes' : 'check.no'),
        },
      ]}
      typedWord={armingWord(name)}
      confirmLabel={t('arm.confirm')}
      safeLabel={t('arm.keep')}
      onConfirm={confirm}
    >
      <p>{t('arm.text')}</p>
      <p className="quiet">{t('arm.recorded')}</p>
    </ConfirmDialog>
  )
}
