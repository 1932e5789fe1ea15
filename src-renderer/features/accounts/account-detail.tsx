import { useState } from 'react'
import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import { ConnectionFacts, useConnections } from '../connections/index.ts'
import { AccountDialog } from './account-dialog.tsx'
import { ArmSection } from './arm-section.tsx'
import { CheckSection } from './check-section.tsx'
import { KeySection } from './key-section.tsx'
import { RemoveDialog } from './remove-dialog.tsx'

export interface AccountProps {
  readonly account: AccountAtVenueView
  /** Something was changed: ask anew. */
  readonly onChanged: () => void
}

/** What can be seen and done about one account. */
export function AccountDetail(props: AccountProps) {
  return (
    <div className="accounts-detail">
      <KeySection {...props} />
      <CheckSection {...props} />
      <div className="accounts-column">
        <ArmSection {...props} />
        <ConnectionSection {...props} />
        <SettingsSection {...props} />
      </div>
    </div>
  )
}

/** Nothing while no connection of the account is open. */
function ConnectionSection({ account }: AccountProps) {
  const t = useWords('accounts')
  const { value: connections } = useConnections(true)
  const connection = connections?.find((open) => open.account === account.name)
  if (connection === undefined) return null
  return (
    <section className="accounts-section" aria-label={t('detail.connection')}>
      <h3>{t('detail.connection')}</h3>
      <ConnectionFacts connection={connection} />
    </section>
  )
}

function SettingsSection({ account, onChanged }: AccountProps) {
  const t = useWords('accounts')
  const connected = useConnection().kind === 'connected'
  const [asked, setAsked] = useState<'edit' | 'remove'>()
  const done = (): void => {
    setAsked(undefined)
    onChanged()
  }
  return (
    <section className="accounts-section" aria-label={t('detail.settings')}>
      <h3>{t('detail.settings')}</h3>
      <div className="accounts-buttons">
        <Button size="small" disabled={!connected} onClick={() => setAsked('edit')}>
          {t('detail.edit')}
        </Button>
        <Button size="small" tone="danger" disabled={!connected} onClick={() => setAsked('remove')}>
          {t('detail.remove')}
        </Button>
      </div>
      {asked === 'edit' && <AccountDialog account={account} taken={[]} onDone={done} />}
      {asked === 'remove' && <RemoveDialog account={account} onDone={done} />}
    </section>
  )
}
