import { type ReactElement, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, Popover, Segmented } from '../../ui/index.ts'
import { ClosePart } from './close-part-form.tsx'
import { ExitForm } from './exit-form.tsx'
import { useHandover } from './handover-context.tsx'
import { isTakeBack } from './handover-draft.ts'
import type { PositionRow } from './position-rows.ts'

export interface PositionPopoverProps {
  readonly row: PositionRow
  /** What it opens with. */
  readonly start: 'part' | 'stop' | 'target'
  readonly trigger: ReactElement
}

/** Changes one position: closes a part of it, or moves its stop and target. */
export function PositionPopover({ row, start, trigger }: PositionPopoverProps) {
  const [open, setOpen] = useState(false)
  const t = useWords('tables')
  const { position, instrument } = row
  const title = `${instrument?.symbol ?? position.instrumentId} · ${t(`side.${position.side}`)}`
  return (
    <Popover
      title={title}
      trigger={trigger}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="position-popover"
    >
      {open && <Content row={row} start={start} onDone={() => setOpen(false)} />}
    </Popover>
  )
}

interface ContentProps extends Pick<PositionPopoverProps, 'row' | 'start'> {
  readonly onDone: () => void
}

function Content({ row, start, onDone }: ContentProps) {
  const t = useWords('positions')
  const [view, setView] = useState<'part' | 'protect'>(start === 'part' ? 'part' : 'protect')
  return (
    <>
      <Segmented
        small
        label={t('part.view')}
        value={view}
        options={[
          { value: 'part', label: t('part.close') },
          { value: 'protect', label: t('part.protect') },
        ]}
        onValueChange={setView}
      />
      {view === 'part' ? (
        <ClosePart row={row} onDone={onDone} />
      ) : (
        <ExitForm row={row} start={start === 'target' ? 'target' : 'stop'} onDone={onDone} />
      )}
      <HandoverButton row={row} onDone={onDone} />
    </>
  )
}

/** Another owner is asked about in a dialog of its own. */
function HandoverButton({ row, onDone }: Pick<ContentProps, 'row' | 'onDone'>) {
  const t = useWords('positions')
  const ask = useHandover()
  const handlePress = (): void => {
    onDone()
    ask(row)
  }
  return (
    <Button tone="quiet" className="position-handover" onClick={handlePress}>
      {t(isTakeBack(row.position) ? 'handover.takeBack' : 'handover.handOver')}…
    </Button>
  )
}
