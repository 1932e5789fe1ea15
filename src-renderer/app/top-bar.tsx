import { CircleQuestionMark, Moon, ShipWheel, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAccount, useConnection, useStatus } from '../client/index.ts'
import { HealthValue, KillSwitch, TradingControl } from '../features/status/index.ts'
import {
  classNames,
  EnvironmentBadge,
  formatAge,
  formatMoney,
  formatPercent,
  formatSignedMoney,
  IconButton,
  signTone,
  UNKNOWN,
} from '../ui/index.ts'
import { useDialogState, useOpenDialog } from './open-dialog.ts'
import { useTheme } from './theme.ts'
import './top-bar.css'

/** Feed older than this is shown as a warning; the engine itself decides what is stale. */
const OLD_FEED_MS = 5_000

/** State that is always in sight: account, money, feed, health, trading, and the kill switch. */
export function TopBar() {
  return (
    <header className="top-bar">
      <h1 className="top-bar-mark">
        <ShipWheel size={18} aria-hidden="true" />
        <span className="top-bar-name">Wheelhouse</span>
      </h1>
      <div className="top-bar-space" />
      <AccountBlocks />
      <FeedBlock />
      <Block label="System">
        <HealthValue />
      </Block>
      <TradingControl />
      <div className="top-bar-actions">
        <ThemeSwitch />
        <AboutButton />
        <KillSwitch {...useDialogState('killSwitch')} />
      </div>
    </header>
  )
}

function Block({ label, children, tone }: { label: string; children: ReactNode; tone?: string | undefined }) {
  return (
    <div className="top-bar-block">
      <span className="top-bar-label">{label}</span>
      <span className={classNames('top-bar-value', tone)}>{children}</span>
    </div>
  )
}

function AccountBlocks() {
  const account = useAccount()
  const environment = useStatus((status) => status.environment)
  const today = account?.profitToday
  return (
    <>
      {environment !== undefined && (
        <span className="top-bar-environment">
          <EnvironmentBadge environment={environment} big />
        </span>
      )}
      <Block label="Account">{account?.accountId ?? UNKNOWN}</Block>
      <Block label="Equity">
        {account === undefined ? UNKNOWN : formatMoney(account.equity)}
        <span className="top-bar-unit">{account?.currency}</span>
      </Block>
      <Block label="Day PnL" tone={today === undefined ? undefined : signTone(today)}>
        {account === undefined
          ? UNKNOWN
          : `${formatSignedMoney(account.profitToday)} (${formatPercent(account.profitTodayFraction, true)})`}
      </Block>
    </>
  )
}

function FeedBlock() {
  const ageMs = useStatus((status) => status.feedAgeMs)
  const connected = useConnection().kind === 'connected'
  const known = connected && ageMs !== undefined && ageMs !== null
  return (
    <Block label="Feed age" tone={known && ageMs > OLD_FEED_MS ? 'warn' : undefined}>
      {known ? formatAge(ageMs) : UNKNOWN}
    </Block>
  )
}

function AboutButton() {
  const open = useOpenDialog((dialog) => dialog.open)
  return (
    <IconButton label="About Wheelhouse" onClick={() => open('about')}>
      <CircleQuestionMark size={14} aria-hidden="true" />
    </IconButton>
  )
}

function ThemeSwitch() {
  const { theme, choose } = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  const Icon = other === 'light' ? Sun : Moon
  return (
    <IconButton label={`Switch to the ${other} theme`} onClick={() => choose(other)}>
      <Icon size={14} aria-hidden="true" />
    </IconButton>
  )
}
