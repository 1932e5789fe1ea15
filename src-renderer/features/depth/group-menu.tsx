import { ChevronDown } from 'lucide-react'
import { memo } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, formatNumber, Menu } from '../../ui/index.ts'
import { GROUP_TICKS, priceGrid } from './price-groups.ts'

export interface GroupMenuProps {
  readonly tickSize: string
  readonly ticks: number
  readonly onTicksChange: (ticks: number) => void
}

function GroupMenuView({ tickSize, ticks, onTicksChange }: GroupMenuProps) {
  const t = useWords('depth')
  const stepText = (count: number): string => {
    const { step, decimals } = priceGrid(tickSize, count)
    return formatNumber(step, { decimals })
  }
  const groupBy = t('groupBy', { step: stepText(ticks) })
  return (
    <Menu
      label={t('group')}
      align="end"
      trigger={
        <Button tone="quiet" size="small" title={t('group')} aria-label={groupBy} className="depth-group">
          <span className="head-long">{groupBy}</span>
          <span className="head-short">{stepText(ticks)}</span>
          <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
      entries={[
        {
          kind: 'choice',
          id: 'group',
          label: t('group'),
          value: String(ticks),
          options: GROUP_TICKS.map((count) => ({ value: String(count), label: stepText(count) })),
          onValueChange: (value) => onTicksChange(Number(value)),
        },
      ]}
    />
  )
}

/** By which step prices are put together. The ladder around it is drawn with each change of one's own orders. */
export const GroupMenu = memo(GroupMenuView)
