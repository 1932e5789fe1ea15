import { useWords } from '../../i18n/index.ts'
import type { PositionRow } from './position-rows.ts'

/** A position in words: `long BTC-PERP`. */
export function usePositionName({ position, instrument }: Pick<PositionRow, 'position' | 'instrument'>): string {
  const t = useWords('positions')
  return t('name', { side: t(`sides.${position.side}`), symbol: instrument?.symbol ?? position.instrumentId })
}
