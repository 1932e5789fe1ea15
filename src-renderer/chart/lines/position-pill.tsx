import { Pencil, X } from 'lucide-react'
import { useCallback } from 'react'
import type { PositionView } from '../../../src-contract/index.ts'
import { type PositionMark, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatPercentWhole, formatQuantity, LiveText, Menu, type MenuEntry } from '../../ui/index.ts'
import { workingPriceOf } from './exit-drafts.ts'
import { EXIT_LEGS, type ExitLeg, exitSide } from './exit-price.ts'
import type { LineQuestion } from './line-questions.tsx'
import { newExitPrice } from './new-exit.ts'
import { PillButton, PillFrame } from './pill-frame.tsx'
import type { PillPlacer } from './pill-placer.ts'
import type { PositionLine } from './price-lines.ts'
import { resultText } from './result-text.ts'
import type { ChartLines } from './use-chart-lines.ts'
import { usePositionName } from './use-position-name.ts'

export interface PositionPillProps {
  readonly line: PositionLine
  readonly lines: ChartLines
  readonly placer: PillPlacer
  readonly onAsk: (question: LineQuestion) => void
}

/** Entry of a position with its live result, and what can be done with it. */
export function PositionPill({ line, lines, placer, onAsk }: PositionPillProps) {
  const { position } = line
  const t = useWords('chart')
  const name = usePositionName(position, lines.instrument)
  const entries = usePositionMenu(position, lines, onAsk)
  return (
    <PillFrame line={line} placer={placer}>
      <span className="pill-role">{position.side === 'long' ? t('roles.long') : t('roles.short')}</span>
      <span>{formatQuantity(position.quantity, lines.instrument.lotSize)}</span>
      <span className="pill-money">
        <LiveResult position={position} />
      </span>
      <Menu
        label={t('actionsOf', { position: name })}
        entries={entries}
        trigger={
          <PillButton label={t('actionsOf', { position: name })} disabled={lines.disabled}>
            <Pencil size={12} aria-hidden="true" />
          </PillButton>
        }
      />
      <PillButton
        label={t('closePosition', { position: name })}
        disabled={lines.disabled}
        onClick={() => onAsk({ kind: 'close', position, fraction: 1 })}
      >
        <X size={12} aria-hidden="true" />
      </PillButton>
    </PillFrame>
  )
}

const CLOSE_FRACTIONS = [0.25, 0.5, 0.75, 1] as const

function usePositionMenu(
  position: PositionView,
  { commands, boundsOf, session }: ChartLines,
  onAsk: PositionPillProps['onAsk'],
): readonly MenuEntry[] {
  const t = useWords('chart')
  const add = (leg: ExitLeg): void => {
    const bounds = boundsOf(exitSide(position, leg))
    if (bounds === undefined) return
    const [top, bottom] = [session?.canvas.priceAt(0), session?.canvas.priceAt(session.canvas.plot.height)]
    const span = top === undefined || bottom === undefined ? undefined : top - bottom
    commands.exits.move({ positionId: position.positionId, leg }, newExitPrice(bounds, span), 'projected')
  }
  const legEntry = (leg: ExitLeg): MenuEntry => {
    const isStop = leg === 'stopLoss'
    if (workingPriceOf(position, leg) === null) {
      return { kind: 'action', id: leg, label: isStop ? t('addStop') : t('addTarget'), onSelect: () => add(leg) }
    }
    const label = isStop ? t('removeStop') : t('removeTarget')
    return { kind: 'action', id: leg, label, onSelect: () => onAsk({ kind: 'remove', position, leg }) }
  }
  return [
    ...EXIT_LEGS.map(legEntry),
    {
      kind: 'group',
      id: 'close',
      label: t('closeGroup'),
      entries: CLOSE_FRACTIONS.map((fraction) => ({
        kind: 'action',
        id: String(fraction),
        label: t('closePart', { percent: formatPercentWhole(fraction) }),
        onSelect: () => onAsk({ kind: 'close', position, fraction }),
      })),
    },
  ]
}

function LiveResult({ position }: { readonly position: PositionView }) {
  const marks = usePositionMarks()
  const format = useCallback(({ unrealisedPnl }: PositionMark) => resultText(position, unrealisedPnl), [position])
  return <LiveText values={marks} id={position.positionId} format={format} tone={toneOfMark} />
}

const toneOfMark = ({ unrealisedPnl }: PositionMark): string => (unrealisedPnl < 0 ? 'down' : 'up')
