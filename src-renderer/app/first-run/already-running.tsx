import type { ReactNode } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useAccount, useComponents, useConnection, useInstruments, useQuotes, useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatMoney, formatPrice, LiveText, StateShape, UNKNOWN, useFormatSettings } from '../../ui/index.ts'

const MOST_PRICES = 8

/** What the engine does already, with live prices: the right column of the guide. */
export function AlreadyRunning() {
  const t = useWords('gate')
  useFormatSettings()
  const { list } = useInstruments()
  return (
    <aside className="guide-running" aria-label={t('guide.running.title')}>
      <h2 className="guide-heading">{t('guide.running.title')}</h2>
      <dl className="guide-facts">
        <EngineFact />
        <MarketFact />
        <ComponentsFact />
        <AccountFact />
      </dl>
      <h2 className="guide-heading">{t('guide.running.prices')}</h2>
      <ul className="guide-prices">
        {list.slice(0, MOST_PRICES).map((instrument) => (
          <PriceRow key={instrument.instrumentId} instrument={instrument} />
        ))}
      </ul>
    </aside>
  )
}

function Fact({ name, good, children }: { name: string; good: boolean; children: ReactNode }) {
  return (
    <div className="guide-fact">
      <dt>
        <StateShape shape={good ? 'good' : 'unknown'} />
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function EngineFact() {
  const t = useWords('gate')
  const connected = useConnection().kind === 'connected'
  const version = useStatus((status) => status.version) ?? UNKNOWN
  return (
    <Fact name={t('guide.running.engine')} good={connected}>
      {connected ? t('guide.running.connected', { version }) : t('guide.running.waiting')}
    </Fact>
  )
}

function MarketFact() {
  const t = useWords('gate')
  const venue = useStatus((status) => status.marketVenue) ?? UNKNOWN
  const count = useInstruments().list.length
  return (
    <Fact name={t('guide.running.market')} good={count > 0}>
      {count > 0 ? t('guide.running.instruments', { venue, count }) : t('guide.running.waiting')}
    </Fact>
  )
}

function ComponentsFact() {
  const t = useWords('gate')
  const { list } = useComponents()
  const running = list.filter(({ state }) => state === 'running').length
  return (
    <Fact name={t('guide.running.components')} good={running === list.length && running > 0}>
      {t('guide.running.running', { running, all: list.length })}
    </Fact>
  )
}

function AccountFact() {
  const t = useWords('gate')
  const account = useAccount()
  return (
    <Fact name={t('guide.running.account')} good={account !== undefined}>
      {account === undefined ? t('guide.running.waiting') : `${formatMoney(account.equity)} ${account.currency}`}
    </Fact>
  )
}

function PriceRow({ instrument: { instrumentId, symbol, tickSize } }: { readonly instrument: InstrumentView }) {
  const quotes = useQuotes()
  return (
    <li className="guide-price">
      <span className="guide-name">{symbol}</span>
      <LiveText
        values={quotes}
        id={instrumentId}
        format={({ last }) => formatPrice(last, tickSize)}
        flash={({ last }) => last}
        placeholder={UNKNOWN}
      />
    </li>
  )
}
