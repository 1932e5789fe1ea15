import type { InstrumentView, PositionView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'

/** A position in words: `long BTC-PERP`. */
export function usePositionName({ side }: Pick<PositionView, 'side'>, { symbol }: InstrumentView): string {
  const t = useWords('chart')
  return t('position', { side: side === 'long' ? t('sides.long') : t('sides.short'), symbol })
}
