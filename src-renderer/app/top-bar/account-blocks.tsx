import { useAccount, useAccountAmongOthers, useConnection, useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  EnvironmentBadge,
  formatAge,
  formatMoney,
  formatPercent,
  formatSignedMoney,
  signTone,
  UNKNOWN,
  useFormatSettings,
} from '../../ui/index.ts'
import { AccountChooser } from './account-chooser.tsx'
import { TopBarBlock } from './top-bar-block.tsx'

/** Feed older than this is shown as a warning; the engine itself decides what is stale. */
const OLD_FEED_MS = 5_000

/** The account: where it trades, its equity, and the profit of the day. */
export function AccountBlocks() {
  const t = useWords('workspace')
  useFormatSettings()
  const account = useAccount()
  const environment = useStatus((status) => status.environment)
  const amongOthers = useAccountAmongOthers()
  const today = account?.profitToday
  return (
    <>
      {environment !== undefined && (
        <span className="top-bar-environment">
          <EnvironmentBadge environment={environment} big />
        </span>
      )}
      <TopBarBlock label={t('topBar.account')}>
        {amongOthers === undefined ? (account?.accountId ?? UNKNOWN) : <AccountChooser shown={amongOthers} />}
      </TopBarBlock>
      <TopBarBlock label={t('topBar.equity')}>
        {account === undefined ? UNKNOWN : formatMoney(account.equity)}
        <span className="top-bar-unit">{account?.currency}</span>
      </TopBarBlock>
      <TopBarBlock label={t('topBar.dayPnl')} tone={today === undefined ? undefined : signTone(today)}>
        {account === undefined ? UNKNOWN : formatSignedMoney(account.profitToday)}
        {account !== undefined && (
          <span className="top-bar-share">({formatPercent(account.profitTodayFraction, true)})</span>
        )}
      </TopBarBlock>
    </>
  )
}

/** Age of the oldest live price. */
export function FeedBlock() {
  const t = useWords('workspace')
  const ageMs = useStatus((status) => status.feedAgeMs)
  const connected = useConnection().kind === 'connected'
  const known = connected && ageMs !== undefined && ageMs !== null
  return (
    <TopBarBlock label={t('topBar.feedAge')} tone={known && ageMs > OLD_FEED_MS ? 'warn' : undefined}>
      {known ? formatAge(ageMs) : UNKNOWN}
    </TopBarBlock>
  )
}
