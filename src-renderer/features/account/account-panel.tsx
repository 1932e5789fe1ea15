import type { ReactNode } from 'react'
import type { AccountView } from '../../../src-contract/index.ts'
import { useAccount } from '../../client/index.ts'
import {
  classNames,
  EnvironmentBadge,
  formatMoney,
  formatPercent,
  formatSignedMoney,
  Panel,
  signTone,
  UNKNOWN,
} from '../../ui/index.ts'
import './account.css'
import { EquityCurve } from './equity-curve.tsx'
import { ResetAccount } from './reset-account.tsx'

/** The money of the account, and on paper the way to begin again. */
export function AccountPanel() {
  const account = useAccount()
  return (
    <Panel
      title="Account"
      className="account-panel"
      actions={
        <>
          {account?.environment === 'paper' && <ResetAccount account={account} />}
          {account !== undefined && <EnvironmentBadge environment={account.environment} />}
        </>
      }
    >
      <EquityCurve />
      <dl className="account-facts">{account === undefined ? <UnknownFacts /> : <Facts account={account} />}</dl>
    </Panel>
  )
}

function Fact({ label, children, tone }: { label: string; children: ReactNode; tone?: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className={classNames(tone)}>{children}</dd>
    </>
  )
}

function Facts({ account }: { readonly account: AccountView }) {
  const { currency, profitToday, unrealisedPnl, realisedPnl } = account
  return (
    <>
      <Fact label={`Equity, ${currency}`}>{formatMoney(account.equity)}</Fact>
      <Fact label="Cash">{formatMoney(account.cash)}</Fact>
      <Fact label={`Profit today, ${account.dayZone}`} tone={signTone(profitToday)}>
        {formatSignedMoney(profitToday)} · {formatPercent(account.profitTodayFraction, true)}
      </Fact>
      <Fact label="Open profit" tone={signTone(unrealisedPnl)}>
        {formatSignedMoney(unrealisedPnl)}
      </Fact>
      <Fact label="Realised" tone={signTone(realisedPnl)}>
        {formatSignedMoney(realisedPnl)}
      </Fact>
      <Fact label="Fees, today and all">
        {formatMoney(account.feesToday)} · {formatMoney(account.fees)}
      </Fact>
      <Fact label="Starting cash">{formatMoney(account.startingCash)}</Fact>
    </>
  )
}

const LABELS = ['Equity', 'Cash', 'Profit today', 'Open profit', 'Realised', 'Fees', 'Starting cash'] as const

function UnknownFacts() {
  return LABELS.map((label) => (
    <Fact key={label} label={label} tone="quiet">
      {UNKNOWN}
    </Fact>
  ))
}
