import { Crosshair } from 'lucide-react'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { IconButton } from '../../ui/index.ts'
import './tables.css'

export interface InstrumentFilterProps {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** Shows only the instrument that the window looks at, and follows it. */
export function InstrumentFilter({ on, onChange }: InstrumentFilterProps) {
  const t = useWords('tables')
  const { instrumentId } = useLinkedInstrument()
  const symbol = useInstruments().byId.get(instrumentId ?? '')?.symbol ?? t('noInstrument')
  return (
    <IconButton
      label={t('onlyInstrument', { symbol })}
      aria-pressed={on}
      className={on ? 'table-tool-on' : undefined}
      onClick={() => onChange(!on)}
    >
      <Crosshair size={14} aria-hidden="true" />
    </IconButton>
  )
}

/** Only the items of one instrument, where that is asked for; the list itself otherwise. */
export function ofInstrument<Item extends { readonly instrumentId: string }>(
  items: readonly Item[],
  instrumentId: string | undefined,
): readonly Item[] {
  return instrumentId === undefined ? items : items.filter((item) => item.instrumentId === instrumentId)
}
