import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import type { AnchorPoint } from './anchor.ts'
import { classNames } from './class-names.ts'
import './popover.css'

export interface PopoverProps {
  /** Head of the popover and its name for a screen reader. */
  readonly title: string
  /** The title is only read out. */
  readonly titleHidden?: boolean
  /** The button that opens it: one element that can take a ref. Left out where something else opens it at an `anchor`. */
  readonly trigger?: ReactElement
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly align?: 'start' | 'center' | 'end'
  /** Where it opens instead of at its trigger. */
  readonly anchor?: AnchorPoint | null
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly className?: string
}

/** A small window of its own beside what opened it. Escape and a press outside close it; the focus goes back. */
export function Popover(props: PopoverProps) {
  const { title, titleHidden, trigger, children, side = 'bottom', align = 'start', anchor, className } = props
  const { open, onOpenChange } = props
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger !== undefined && <BasePopover.Trigger render={trigger} />}
      <BasePopover.Portal>
        <BasePopover.Positioner className="float" side={side} align={align} sideOffset={4} anchor={anchor}>
          <BasePopover.Popup className={classNames('popover', className)}>
            <BasePopover.Title className={titleHidden ? 'visually-hidden' : 'popover-title'}>{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
