import { type FormEvent, useState } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { describeFault } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type AnchorPoint, Button, NumberField, Popover } from '../../ui/index.ts'

/** An alert that is being set. */
export interface AlertRequest {
  /** Where the question stands. */
  readonly anchor: AnchorPoint
  /** Decimal text to begin with. */
  readonly price: string
}

export interface AlertFormProps {
  readonly request: AlertRequest | undefined
  readonly instrument: InstrumentView
  readonly add: (price: string) => Promise<unknown>
  readonly disabled: boolean
  readonly onClose: () => void
}

/** Asks for the price of an alert. */
export function AlertForm({ request, onClose, ...rest }: AlertFormProps) {
  const t = useWords('chart')
  if (request === undefined) return null
  return (
    <Popover title={t('setAlert')} open anchor={request.anchor} onOpenChange={(open) => !open && onClose()}>
      <PriceForm key={request.price} price={request.price} onClose={onClose} {...rest} />
    </Popover>
  )
}

type PriceFormProps = Omit<AlertFormProps, 'request'> & Pick<AlertRequest, 'price'>

function PriceForm({ price: first, instrument, add, disabled, onClose }: PriceFormProps) {
  const t = useWords('chart')
  const [price, setPrice] = useState(first)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const valid = Number(price) > 0
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!valid || disabled || busy) return
    setBusy(true)
    try {
      await add(price)
      onClose()
    } catch (error) {
      setFault(describeFault(error).message)
      setBusy(false)
    }
  }
  return (
    <form className="alert-form" onSubmit={(event) => void submit(event)}>
      <NumberField
        stacked
        label={t('alertPrice')}
        value={price}
        step={instrument.tickSize}
        unit={instrument.quote}
        fault={valid ? fault : t('notAPrice')}
        onValueChange={(next) => {
          setPrice(next)
          setFault(undefined)
        }}
      />
      <Button type="submit" tone="primary" disabled={!valid || disabled || busy}>
        {t('createAlert')}
      </Button>
    </form>
  )
}
