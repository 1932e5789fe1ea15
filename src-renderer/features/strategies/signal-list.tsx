import type { SignalView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { Badge, type BadgeTone, formatClock, formatPrice } from '../../ui/index.ts'

const ACTIONS = {
  enterLong: { word: 'Enter long', tone: 'up' },
  enterShort: { word: 'Enter short', tone: 'down' },
  exit: { word: 'Exit', tone: '' },
} as const

const OUTCOME_TONES: Readonly<Record<SignalView['outcome'], BadgeTone>> = {
  submitted: 'accent',
  denied: 'danger',
  ignored: 'neutral',
}

/** What a strategy decided, newest first, why, and what became of it. */
export function SignalList({ signals }: { readonly signals: readonly SignalView[] }) {
  if (signals.length === 0) return <p className="quiet">None yet. Signals appear when a bar closes.</p>
  const newestFirst = signals.toSorted((left, right) => right.timeMs - left.timeMs)
  return (
    <ol className="signal-list">
      {newestFirst.map((signal) => (
        <SignalItem key={signal.signalId} signal={signal} />
      ))}
    </ol>
  )
}

function SignalItem({ signal }: { readonly signal: SignalView }) {
  const { action, instrumentId, price, timeMs, outcome, reasons, denial } = signal
  const { byId } = useInstruments()
  const instrument = byId.get(instrumentId)
  const { word, tone } = ACTIONS[action]
  return (
    <li className="signal">
      <div className="signal-line">
        <time className="quiet" dateTime={new Date(timeMs).toISOString()} title="UTC">
          {formatClock(timeMs)}
        </time>
        <span className={tone}>{word}</span>
        <span className="strong">{instrument?.symbol ?? instrumentId}</span>
        <span>{instrument === undefined ? price : formatPrice(price, instrument.tickSize)}</span>
        <Badge tone={OUTCOME_TONES[outcome]}>{outcome}</Badge>
      </div>
      <p className="signal-reasons">{reasons.join(' · ')}</p>
      {denial !== null && <p className="danger">{denial.message}</p>}
    </li>
  )
}
