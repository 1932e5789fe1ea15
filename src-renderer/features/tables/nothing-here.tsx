import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, EmptyState } from '../../ui/index.ts'

export interface NothingHereProps {
  /** The instrument that alone is shown. */
  readonly instrumentId: string | undefined
  readonly onShowAll: () => void
}

/** A table that is empty only because it shows one instrument. */
export function NothingHere({ instrumentId, onShowAll }: NothingHereProps) {
  const t = useWords('tables')
  const symbol = useInstruments().byId.get(instrumentId ?? '')?.symbol ?? t('noInstrument')
  return (
    <EmptyState
      title={t('nothingHere.title', { symbol })}
      actions={<Button onClick={onShowAll}>{t('nothingHere.showAll')}</Button>}
    >
      {t('nothingHere.text')}
    </EmptyState>
  )
}
