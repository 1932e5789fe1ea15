import type { PositionView } from '../../../src-contract/index.ts'
import { useAccount, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatMoney, formatPercent, formatSignedMoney, signTone, useNowMs } from '../../ui/index.ts'
import { sumPositions } from './position-sums.ts'

const REFRESH_MS = 500

/** Sums of the positions that are shown, at the live marks. */
export function PositionsFooter({ positions }: { readonly positions: readonly PositionView[] }) {
  useNowMs(REFRESH_MS)
  const t = useWords('positions')
  const counted = useWords('common')('positions', { count: positions.length })
  const equity = useAccount((account) => account.equity)
  const sums = sumPositions(positions, usePositionMarks())
  return (
    <>
      <span>{counted}</span>
      <span>
        {t('footer.openPnl')} <b className={signTone(sums.unrealisedPnl)}>{formatSignedMoney(sums.unrealisedPnl)}</b>
      </span>
      {sums.withoutStop > 0 && <span className="warn">{t('footer.unprotected', { count: sums.withoutStop })}</span>}
      {equity !== undefined && equity > 0 && (
        <span title={t('footer.openRiskHelp')}>
          {t('footer.openRisk')} <b>{formatPercent(sums.riskAtStops / equity)}</b>
        </span>
      )}
      <span>
        {t('footer.notional')} <b>{formatMoney(sums.notional)}</b>
      </span>
    </>
  )
}
