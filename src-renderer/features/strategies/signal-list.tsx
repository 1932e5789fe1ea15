import { useState } from 'react'
import type { SignalView, StrategyView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatClock, formatPrice, zoneName } from '../../ui/index.ts'
import { actionTone, GapMark, OutcomeBadge, SignalStory } from '../signals/index.ts'

/** What a strategy decided, newest first, why, and what became of it. */
export function SignalList({ strategy }: { readonly strategy: StrategyView }) {
  const t = useWords('strategies')
  const [told, setTold] = useState<SignalView>()
  const newestFirst = strategy.lastSignals.toSorted((left, right) => right.timeMs - left.timeMs)
  return (
    <>
      <h2 className="strategy-heading">{t('lastSignals')}</h2>
      {newestFirst.length === 0 && <p className="quiet">{t('noSignals')}</p>}
      <ol className="strategy-signal-list">
        {newestFirst.map((signal) => (
          <SignalItem key={signal.signalId} signal={signal} onTell={() => setTold(signal)} />
        ))}
      </ol>
      <SignalStory signal={told} onClose={() => setTold(undefined)} />
    </>
  )
}

interface SignalItemProps {
  readonly signal: SignalView
  /** Opens its whole story. */
  readonly onTell: () => void
}

function SignalItem({ signal, onTell }: SignalItemProps) {
  const t = useWords('signals')
  const { action, instrumentId, price, timeMs, outcome, gap, reasons, denial, ignoredReason } = signal
  const instrument = useInstruments().byId.get(instrumentId)
  const refusal = denial?.message ?? ignoredReason
  return (
    <li className="strategy-signal">
      <div className="strategy-signal-line">
        <time className="quiet" dateTime={new Date(timeMs).toISOString()} title={zoneName()}>
          {formatClock(timeMs)}
        </time>
        <button type="button" className="strategy-signal-name" onClick={onTell}>
          <span className={actionTone(action)}>{t(`actions.${action}`)}</span> {instrument?.symbol ?? instrumentId}
        </button>
        <span>{instrument === undefined ? price : formatPrice(price, instrument.tickSize)}</span>
        {gap && <GapMark />}
        <OutcomeBadge outcome={outcome} />
      </div>
      {reasons.length > 0 && <p className="strategy-signal-reasons">{reasons.join(' · ')}</p>}
      {refusal !== null && <p className={denial === null ? 'quiet' : 'danger'}>{refusal}</p>}
    </li>
  )
}
