import type { FillView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatMoney, formatSignedMoney, signTone } from '../../ui/index.ts'
import { sumFills } from './fill-sums.ts'

/** Sums of the fills that are shown. */
export function FillsFooter({ fills }: { readonly fills: readonly FillView[] }) {
  const t = useWords('fills')
  const { count, realisedPnl, fees, bought, sold } = sumFills(fills)
  return (
    <>
      <span>{t('shown', { count })}</span>
      <span>
        {t('realised')} <b className={signTone(realisedPnl)}>{formatSignedMoney(realisedPnl)}</b>
      </span>
      <span>
        {t('fees')} <b>{formatMoney(fees)}</b>
      </span>
      <span>
        {t('bought')} <b>{formatMoney(bought)}</b>
      </span>
      <span>
        {t('sold')} <b>{formatMoney(sold)}</b>
      </span>
    </>
  )
}
