import { ListFilter, Pause, Play } from 'lucide-react'
import { type RefCallback, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useEngine, useLive, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, useLinkedInstrument, usePanel, usePanelParams } from '../../panels/index.ts'
import { useInstrument } from '../../trading/index.ts'
import {
  Button,
  EmptyState,
  ErrorState,
  formatQuantity,
  IconButton,
  NumberField,
  Popover,
  useFormatSettings,
  zoneName,
} from '../../ui/index.ts'
import { TapeSession } from './tape-session.ts'
import { leastQuantity, TapeSettings } from './tape-settings.ts'
import './tape.css'
import { TapeWriter } from './tape-writer.ts'

/** Public trades of an instrument, the newest first. */
export function TapePanel() {
  const t = useWords('tape')
  const { instrumentId } = useLinkedInstrument()
  const instrument = useInstrument(instrumentId)
  return (
    <div className="tape">
      {instrument === undefined ? (
        <EmptyState title={t('noInstrument.title')}>{t('noInstrument.text')}</EmptyState>
      ) : (
        <TapeOf key={instrument.instrumentId} instrument={instrument} />
      )}
    </div>
  )
}

function TapeOf({ instrument }: { readonly instrument: InstrumentView }) {
  const t = useWords('tape')
  const { instrumentId, symbol } = instrument
  const [settings, setSettings] = usePanelParams(TapeSettings)
  const [held, setHeld] = useState(false)
  const typed = settings.least[instrumentId] ?? ''
  const least = leastQuantity(typed)
  const { state, body } = useTapeSession(instrument, { least, held })
  const stale = useLive(useQuotes(), instrumentId, (quote) => quote.stale) ?? false
  const setLeast = (text: string): void => setSettings({ least: { ...settings.least, [instrumentId]: text } })
  if (state.kind === 'refused') {
    return (
      <ErrorState title={t('refused')} code={state.code}>
        {state.message}
      </ErrorState>
    )
  }
  const empty = least > 0 ? 'filtered' : 'empty'
  return (
    <>
      <HeadActions>
        <SizeFilter instrument={instrument} typed={typed} onTyped={setLeast} />
        <HoldButton held={held} onHeldChange={setHeld} />
      </HeadActions>
      {state.kind === 'empty' && <EmptyState title={t(`${empty}.title`)}>{t(`${empty}.text`, { symbol })}</EmptyState>}
      <TradeTable label={t('of', { symbol })} shown={state.kind === 'shown'} stale={stale} body={body} />
    </>
  )
}

interface TapeLook {
  readonly least: number
  readonly held: boolean
}

function useTapeSession(instrument: InstrumentView, { least, held }: TapeLook) {
  const { visible } = usePanel()
  const client = useEngine()
  const [session] = useState(() => new TapeSession(client, instrument.instrumentId))
  const state = useSyncExternalStore(session.subscribe, () => session.state)
  // After a refusal the table is another one: whichever is in the page is written into.
  const body = useCallback(
    (place: HTMLTableSectionElement | null) =>
      place === null ? undefined : session.attach(new TapeWriter(place, instrument)),
    [session, instrument],
  )
  useEffect(() => session.setLeast(least), [session, least])
  useEffect(() => session.setHeld(held), [session, held])
  useEffect(() => (visible ? session.watch() : undefined), [session, visible])
  return { state, body }
}

interface TradeTableProps {
  readonly label: string
  readonly shown: boolean
  readonly stale: boolean
  readonly body: RefCallback<HTMLTableSectionElement>
}

/** The rows are not of React: `TapeWriter` puts them in. */
function TradeTable({ label, shown, stale, body }: TradeTableProps) {
  const t = useWords('tape')
  useFormatSettings()
  return (
    <div className="tape-frame" role="region" aria-label={label} tabIndex={0} hidden={!shown} data-stale={stale}>
      <table className="tape-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('time', { zone: zoneName() })}</th>
            <th scope="col">{t('price')}</th>
            <th scope="col">{t('size')}</th>
          </tr>
        </thead>
        <tbody ref={body} />
      </table>
    </div>
  )
}

interface SizeFilterProps {
  readonly instrument: InstrumentView
  readonly typed: string
  readonly onTyped: (text: string) => void
}

function SizeFilter({ instrument: { base, lotSize }, typed, onTyped }: SizeFilterProps) {
  const t = useWords('tape')
  const least = leastQuantity(typed)
  const shown = least > 0 ? t('atLeast', { size: formatQuantity(least, lotSize) }) : ''
  return (
    <Popover
      title={t('filter')}
      align="end"
      trigger={
        <Button
          tone="quiet"
          size="small"
          className="tape-filter"
          aria-label={`${t('filter')} ${shown}`}
          title={t('filter')}
        >
          {shown}
          <ListFilter size={14} aria-hidden="true" />
        </Button>
      }
    >
      <div className="tape-filter-form">
        <NumberField stacked label={t('least')} unit={base} step={lotSize} value={typed} onValueChange={onTyped} />
        <Button disabled={typed === ''} onClick={() => onTyped('')}>
          {t('all')}
        </Button>
      </div>
    </Popover>
  )
}

interface HoldButtonProps {
  readonly held: boolean
  readonly onHeldChange: (held: boolean) => void
}

function HoldButton({ held, onHeldChange }: HoldButtonProps) {
  const t = useWords('tape')
  const Icon = held ? Play : Pause
  return (
    <IconButton label={held ? t('resume') : t('pause')} aria-pressed={held} onClick={() => onHeldChange(!held)}>
      <Icon size={14} className={held ? 'warn' : undefined} aria-hidden="true" />
    </IconButton>
  )
}
