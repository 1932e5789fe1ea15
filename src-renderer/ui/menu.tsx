import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import type { AnchorPoint } from './anchor.ts'
import { MenuEntries, type MenuEntry } from './menu-entries.tsx'
import './menu.css'

export interface MenuProps {
  /** What the menu is for; read out, not shown. */
  readonly label: string
  /** The button that opens it: one element that can take a ref. Left out where something else opens it at an `anchor`. */
  readonly trigger?: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  /** Where it opens instead of at its trigger. */
  readonly anchor?: AnchorPoint | null
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
}

/** A button that opens a list of actions and settings. */
export function Menu({ label, trigger, entries, align = 'start', anchor, open, onOpenChange }: MenuProps) {
  return (
    <BaseMenu.Root modal={false} open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger !== undefined && <BaseMenu.Trigger render={trigger} />}
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="float" align={align} sideOffset={4} anchor={anchor}>
          <BaseMenu.Popup className="menu" aria-label={label}>
            <MenuEntries entries={entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}
