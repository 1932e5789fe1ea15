import type { PositionView } from '../../../src-contract/index.ts'
import { useAccount, usePositionMarks } from '../../client/index.ts'
import { formatMoney, formatPercent, formatSignedMoney, signTone, useNowMs } from '../../ui/index.ts'
import { sumPositions } from './position-sums.ts'

const REFRESH_MS = 500

/** Sums of all positions at the live marks. */
export function PositionsFooter({ positions }: { readonly positions: readonly PositionView[] }) {
  useNowMs(REFRESH_MS)
  const equity = useAccount()?.equity
  const sums = sumPositions(positions, usePositionMarks())
  return (
    <div className="table-footer">
      <span>{positions.length === 1 ? '1 position' : `${positions.length} positions`}</span>
      <span>
        Notional <b>{formatMoney(sums.notional)}</b>
      </span>
      <span>
        Open PnL <b className={signTone(sums.unrealisedPnl)}>{formatSignedMoney(sums.unrealisedPnl)}</b>
      </span>
      {equity !== undefined && equity > 0 && (
        <span title="Share of equity that is lost if every stop fills at its price">
          Open risk <b>{formatPercent(sums.riskAtStops / equity)}</b>
        </span>
      )}
      {sums.withoutStop > 0 && <span className="warn">{sums.withoutStop} without stop</span>}
    </div>
  )
}
