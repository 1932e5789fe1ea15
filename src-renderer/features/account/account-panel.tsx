import type { ReactNode } from 'react'
import type { AccountMarginView, AccountView } from '../../../src-contract/index.ts'
import { useAccount } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { usePanel } from '../../panels/index.ts'
import {
  classNames,
  EnvironmentBadge,
  formatMoney,
  formatPercent,
  formatSignedMoney,
  NOT_APPLICABLE,
  signTone,
  UNKNOWN,
  useFormatSettings,
} from '../../ui/index.ts'
import './account.css'
import { ResetAccount } from './reset-account.tsx'

/** The money of the account, and on paper the way to begin again. */
export function AccountPanel() {
  return usePanel().visible ? <Account /> : null
}

function Account() {
  const account = useAccount()
  useFormatSettings()
  return (
    <div className="account">
      <dl className="account-facts" aria-busy={account === undefined}>
        <Facts account={account} />
      </dl>
      {account !== undefined && (
        <div className="account-foot">
          <EnvironmentBadge environment={account.environment} />
          {account.environment === 'paper' && <ResetAccount account={account} />}
        </div>
      )}
    </div>
  )
}

interface FactProps {
  readonly label: string
  readonly children: ReactNode
  readonly tone?: string
  readonly main?: boolean
}

function Fact({ label, children, tone, main }: FactProps) {
  return (
    <div className={classNames(main && 'account-main')}>
      <dt>{label}</dt>
      <dd className={classNames(tone)}>{children}</dd>
    </div>
  )
}

/** Before the engine has told them, the figures keep their places. */
function Facts({ account }: { readonly account: AccountView | undefined }) {
  const t = useWords('account')
  const told = (text: (account: AccountView) => string): string => (account === undefined ? UNKNOWN : text(account))
  const { profitToday = 0, unrealisedPnl = 0, realisedPnl = 0 } = account ?? {}
  return (
    <>
      <Fact main label={t('equity', { currency: account?.currency ?? NOT_APPLICABLE })}>
        {told(({ equity }) => formatMoney(equity))}
      </Fact>
      <Fact label={t('profitToday', { zone: account?.dayZone ?? NOT_APPLICABLE })} tone={signTone(profitToday)}>
        {told((known) => `${formatSignedMoney(profitToday)} · ${formatPercent(known.profitTodayFraction, true)}`)}
      </Fact>
      <Fact label={t('openProfit')} tone={signTone(unrealisedPnl)}>
        {told(() => formatSignedMoney(unrealisedPnl))}
      </Fact>
      <Fact label={t('realised')} tone={signTone(realisedPnl)}>
        {told(() => formatSignedMoney(realisedPnl))}
      </Fact>
      <Fact label={t('fees')}>{told(({ feesToday, fees }) => `${formatMoney(feesToday)} · ${formatMoney(fees)}`)}</Fact>
      <Fact label={t('cash')}>{told(({ cash }) => formatMoney(cash))}</Fact>
      <Fact label={t('startingCash')}>{told(({ startingCash }) => formatMoney(startingCash))}</Fact>
      {account?.margin && <Margin margin={account.margin} />}
      <OpenNow account={account} />
      {account?.positionMode && <Fact label={t('positionMode')}>{t(account.positionMode)}</Fact>}
    </>
  )
}

/** What perpetuals bind, and how near the account is to being liquidated. */
function Margin({ margin: { initial, free, maintenance, ratio } }: { readonly margin: AccountMarginView }) {
  const t = useWords('account')
  const share = ratio === null ? NOT_APPLICABLE : formatPercent(ratio)
  return (
    <>
      <Fact label={t('marginUsed')}>{formatMoney(initial)}</Fact>
      <Fact label={t('marginFree')}>{formatMoney(free)}</Fact>
      <Fact label={t('marginRatio')}>{t('ofBacking', { money: formatMoney(maintenance), share })}</Fact>
    </>
  )
}

function OpenNow({ account }: { readonly account: AccountView | undefined }) {
  const t = useWords('account')
  const common = useWords('common')
  const positions = common('positions', { count: account?.openPositions ?? 0 })
  const orders = common('orders', { count: account?.workingOrders ?? 0 })
  return <Fact label={t('open')}>{account === undefined ? UNKNOWN : t('openNow', { positions, orders })}</Fact>
}
