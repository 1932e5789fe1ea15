import { Ellipsis } from 'lucide-react'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, oncePerPress } from '../../ui/index.ts'
import { useClose } from './close-context.tsx'
import { PositionPopover } from './position-popover.tsx'
import type { PositionRow } from './position-rows.ts'
import { usePositionName } from './use-position-name.ts'

/** Closes all or half of a position at market. */
export function PositionActions({ row }: { readonly row: PositionRow }) {
  const t = useWords('positions')
  const position = usePositionName(row)
  const { closeShare, busy } = useClose()
  const connected = useConnection().kind === 'connected'
  const disabled = !connected || busy.has(row.position.positionId)
  return (
    <>
      <Button
        size="row"
        disabled={disabled}
        aria-label={t('closeName', { position })}
        onClick={oncePerPress(() => closeShare(row, 1))}
      >
        {t('close')}
      </Button>
      <Button
        size="row"
        disabled={disabled}
        aria-label={t('halfName', { position })}
        onClick={oncePerPress(() => closeShare(row, 0.5))}
      >
        {t('half')}
      </Button>
    </>
  )
}

/** Everything else that can be done with a position. */
export function PositionMore({ row }: { readonly row: PositionRow }) {
  const t = useWords('positions')
  const label = t('moreName', { position: usePositionName(row) })
  return (
    <PositionPopover
      row={row}
      start="part"
      trigger={
        <Button size="row" aria-label={label} title={label} className="position-more">
          <Ellipsis size={12} aria-hidden="true" />
        </Button>
      }
    />
  )
}
