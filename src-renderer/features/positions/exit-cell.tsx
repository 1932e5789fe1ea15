import { useWords } from '../../i18n/index.ts'
import { priceText } from './position-cells.tsx'
import { PositionPopover } from './position-popover.tsx'
import type { PositionRow } from './position-rows.ts'
import { usePositionName } from './use-position-name.ts'

export interface ExitCellProps {
  readonly row: PositionRow
  readonly leg: 'stop' | 'target'
}

/** Price of a stop or target; a press opens where it is changed. */
export function ExitCell({ row, leg }: ExitCellProps) {
  const t = useWords('positions')
  const position = usePositionName(row)
  const price = leg === 'stop' ? row.position.stopPrice : row.position.targetPrice
  const text = price === null ? undefined : priceText(price, row)
  const label =
    text === undefined
      ? t(leg === 'stop' ? 'addStop' : 'addTarget', { position })
      : t(leg === 'stop' ? 'changeStop' : 'changeTarget', { position, price: text })
  const missing = leg === 'stop' ? 'cell-button warn' : 'cell-button cell-quiet'
  return (
    <PositionPopover
      row={row}
      start={leg}
      trigger={
        <button type="button" className={text === undefined ? missing : 'cell-button'} aria-label={label} title={label}>
          {text ?? t(leg === 'stop' ? 'setStop' : 'setTarget')}
        </button>
      }
    />
  )
}
