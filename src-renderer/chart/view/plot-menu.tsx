import { Bell } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { anchorAt, formatPrice, Menu, type MenuEntry } from '../../ui/index.ts'
import { tellFault } from '../lines/line-commands.ts'
import type { ChartLines } from '../lines/use-chart-lines.ts'

/** Where the menu was asked for. */
export interface PlotPoint {
  /** In px of the window. */
  readonly x: number
  readonly y: number
  /** Decimal text on the tick; undefined beside the prices. */
  readonly price: string | undefined
}

export interface PlotMenuProps {
  readonly point: PlotPoint | undefined
  readonly lines: ChartLines
  readonly settings: readonly MenuEntry[]
  readonly onClose: () => void
}

/** What can be done at a place of the chart, or of its price axis. */
export function PlotMenu({ point, lines, settings, onClose }: PlotMenuProps) {
  const t = useWords('chart')
  if (point === undefined) return null
  const { instrumentId, tickSize } = lines.instrument
  const { price } = point
  const alert: MenuEntry[] =
    price === undefined
      ? []
      : [
          {
            kind: 'action',
            id: 'alert',
            icon: <Bell size={12} />,
            label: t('alertAt', { price: formatPrice(price, tickSize) }),
            disabled: lines.disabled,
            onSelect: () => void lines.commands.addAlert(instrumentId, price).catch(tellFault(t('alertNotSet'))),
          },
          { kind: 'separator', id: 'alert-end' },
        ]
  return (
    <Menu
      label={price === undefined ? t('settings') : t('plotMenu', { price: formatPrice(price, tickSize) })}
      anchor={anchorAt(point.x, point.y)}
      open
      onOpenChange={(open) => !open && onClose()}
      entries={[...alert, ...settings]}
    />
  )
}
