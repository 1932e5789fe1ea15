import { ChevronDown } from 'lucide-react'
import type { TradedAccountView } from '../../../src-contract/index.ts'
import { useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { EnvironmentBadge, Menu, type MenuChoice, StateShape, Tooltip } from '../../ui/index.ts'
import { showAccount } from '../show-account.ts'
import { othersTrouble, standingOf } from './account-trouble.ts'
import './account-chooser.css'

type Option = MenuChoice['options'][number]

export interface AccountChooserProps {
  /** Name of the account that is shown. */
  readonly shown: string
}

/** The account that is shown, and the way to the others; a mark tells that one of those does not trade. */
export function AccountChooser({ shown }: AccountChooserProps) {
  const t = useWords('workspace')
  const accounts = useStatus(({ tradedAccounts }) => tradedAccounts) ?? []
  const options = useOptions(accounts)
  return (
    <span className="account-chooser">
      <Menu
        label={t('accounts.choose')}
        trigger={
          <button
            type="button"
            className="plain-button account-shown"
            aria-label={t('accounts.shown', { account: shown })}
          >
            {shown}
            <ChevronDown size={12} aria-hidden="true" />
          </button>
        }
        entries={[
          {
            kind: 'choice',
            id: 'account',
            label: t('accounts.choose'),
            value: shown,
            options,
            onValueChange: (name) => name !== shown && showAccount(name),
          },
        ]}
      />
      <OthersMark accounts={accounts} shown={shown} />
    </span>
  )
}

function useOptions(accounts: readonly TradedAccountView[]): readonly Option[] {
  const t = useWords('workspace')
  return accounts.map((account) => {
    const { name, state, environment, problem } = account
    const { shape, word } = standingOf(account)
    return {
      value: name,
      label: name,
      icon: <StateShape shape={shape} />,
      disabled: state !== 'open',
      detail: (
        <span className="account-standing">
          {t(`accounts.${word}`)}
          {environment !== null && <EnvironmentBadge environment={environment} />}
        </span>
      ),
      ...(problem === null ? {} : { note: problem }),
    }
  })
}

/** Says it where the eye is anyway: an account that halted while another is shown would go unseen. */
function OthersMark({ accounts, shown }: { readonly accounts: readonly TradedAccountView[]; readonly shown: string }) {
  const t = useWords('workspace')
  const trouble = othersTrouble(accounts, shown)
  if (trouble === undefined) return null
  const text = trouble.accounts.map(({ name, word }) => `${name}: ${t(`accounts.${word}`)}`).join(', ')
  return (
    <Tooltip text={text}>
      <button type="button" className="plain-button account-others" aria-label={t('accounts.others', { text })}>
        <StateShape shape={trouble.shape} />
        {trouble.accounts.length}
      </button>
    </Tooltip>
  )
}
