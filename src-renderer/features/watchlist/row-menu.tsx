import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type AnchorPoint, Menu, type MenuEntry } from '../../ui/index.ts'
import type { OwnList } from './use-own-list.ts'

export interface RowMenuRequest {
  readonly instrument: InstrumentView
  readonly anchor: AnchorPoint
}

export interface RowMenuProps {
  readonly request: RowMenuRequest | undefined
  readonly list: OwnList
  readonly onClose: () => void
}

/** What can be done with a row, where it was clicked with the right button or asked for by its key. */
export function RowMenu({ request, list, onClose }: RowMenuProps) {
  const t = useWords('watchlist')
  const entries = useEntries(request?.instrument, list)
  if (request === undefined) return null
  return (
    <Menu
      label={t('rowMenu', { symbol: request.instrument.symbol })}
      anchor={request.anchor}
      open
      onOpenChange={(open) => !open && onClose()}
      entries={entries}
    />
  )
}

function useEntries(instrument: InstrumentView | undefined, list: OwnList): readonly MenuEntry[] {
  const t = useWords('watchlist')
  if (instrument === undefined) return []
  const { instrumentId, symbol } = instrument
  const place = list.ids.indexOf(instrumentId)
  if (place === -1) {
    return [{ kind: 'action', id: 'add', label: t('add', { symbol }), onSelect: () => list.add(instrument) }]
  }
  const sorted = list.view.sort !== null
  const move = (id: 'moveUp' | 'moveDown', to: number): MenuEntry => ({
    kind: 'action',
    id,
    label: t(id),
    keys: id === 'moveUp' ? 'Alt ↑' : 'Alt ↓',
    disabled: sorted || to < 0 || to >= list.ids.length,
    onSelect: () => list.moveTo(instrumentId, to),
  })
  return [
    move('moveUp', place - 1),
    move('moveDown', place + 1),
    { kind: 'separator', id: 'before-remove' },
    {
      kind: 'action',
      id: 'remove',
      label: t('remove', { symbol }),
      keys: 'Del',
      onSelect: () => list.remove(instrument),
    },
  ]
}
