import { type FormEvent, useState } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine, useInstruments, useLive, useQuotes } from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { useLinkGroups } from '../../panels/index.ts'
import { Button, Field, formatPrice, NumberField, SelectField, showToast } from '../../ui/index.ts'
import { priceFault } from './price-alert-input.ts'

export interface PriceAlertFormProps {
  /** An alert was set; the form is empty again. */
  readonly onDone?: () => void
}

/** Waits for one more price; begins with the instrument that was used last. */
export function PriceAlertForm({ onDone }: PriceAlertFormProps) {
  const { list, byId } = useInstruments()
  const active = useLinkGroups(({ instruments, active: colour }) => instruments[colour])
  const [chosenId, setChosenId] = useState<string>()
  const instrument = byId.get(chosenId ?? active ?? '') ?? list[0]
  if (instrument === undefined) return null
  return <InstrumentForm instrument={instrument} instruments={list} onInstrumentChange={setChosenId} onDone={onDone} />
}

interface InstrumentFormProps {
  readonly instrument: InstrumentView
  readonly instruments: readonly InstrumentView[]
  readonly onInstrumentChange: (instrumentId: string) => void
  readonly onDone: (() => void) | undefined
}

function InstrumentForm({ instrument, instruments, onInstrumentChange, onDone }: InstrumentFormProps) {
  const t = useWords('alerts')
  const connected = useConnection().kind === 'connected'
  const form = usePriceAlertForm(instrument, onDone)
  const { price, note, fault, busy, setNote, submit } = form
  const setPrice = (text: string): void => {
    // A price means one instrument: from now on the form no longer follows the panels.
    onInstrumentChange(instrument.instrumentId)
    form.setPrice(text)
  }
  return (
    <form className="price-alert-form" aria-label={t('prices.add')} noValidate onSubmit={submit}>
      <SelectField
        label={t('prices.instrument')}
        stacked
        value={instrument.instrumentId}
        options={instruments.map(({ instrumentId, symbol }) => ({ value: instrumentId, label: symbol }))}
        onValueChange={onInstrumentChange}
      />
      <NumberField
        label={t('prices.price')}
        stacked
        value={price}
        step={instrument.tickSize}
        unit={instrument.quote}
        placeholder={form.lastText}
        fault={fault}
        onValueChange={setPrice}
      />
      <Field label={t('prices.note')} stacked value={note} maxLength={200} onValueChange={setNote} />
      <Button type="submit" tone="primary" disabled={busy || !connected}>
        {t('prices.create')}
      </Button>
    </form>
  )
}

function usePriceAlertForm(instrument: InstrumentView, onDone: (() => void) | undefined) {
  const t = useWords('alerts')
  const { calls } = useEngine()
  const { instrumentId, symbol, tickSize } = instrument
  const lastText = useLive(useQuotes(), instrumentId, ({ last }) => formatPrice(last, tickSize)) ?? ''
  const [typed, setTyped] = useState({ instrumentId, price: '' })
  const price = typed.instrumentId === instrumentId ? typed.price : ''
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      await calls.alerts.createPrice({ instrumentId, price, note: note.trim() })
      const title = words('alerts')('prices.done', { symbol, price: formatPrice(price, tickSize) })
      showToast({ kind: 'success', title })
      setTyped({ instrumentId, price: '' })
      setNote('')
      onDone?.()
    } catch (error) {
      setFault(describeFault(error).message)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const wrong = priceFault(price, instrument)
    setFault(wrong === undefined ? undefined : t(`prices.${wrong}`, { tick: tickSize }))
    if (wrong === undefined) void send()
    else event.currentTarget.querySelector('input')?.focus()
  }
  const setPrice = (text: string): void => {
    setTyped({ instrumentId, price: text })
    setFault(undefined)
  }
  return { price, note, fault, busy, lastText, setPrice, setNote, submit }
}
