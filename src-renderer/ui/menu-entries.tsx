import { Menu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ensureNever } from './ensure-never.ts'
import { KeyCap } from './key-cap.tsx'

interface NamedEntry {
  /** Unique among its siblings. */
  readonly id: string
  readonly label: string
  readonly disabled?: boolean
}

/** Does something; the menu closes. */
export interface MenuAction extends NamedEntry {
  readonly kind: 'action'
  readonly icon?: ReactNode
  /** Keys that do the same, for example `Ctrl K`. */
  readonly keys?: string
  /** Right of the label, quieter: a value or what it is about. */
  readonly detail?: ReactNode
  readonly danger?: boolean
  readonly onSelect: () => void
}

/** Turns something on or off; the menu stays open. */
export interface MenuCheck extends NamedEntry {
  readonly kind: 'check'
  readonly icon?: ReactNode
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
}

export interface MenuOption {
  readonly value: string
  readonly label: string
  readonly icon?: ReactNode
  /** Right of the label, quieter. */
  readonly detail?: ReactNode
  /** Below the label: why it cannot be chosen. */
  readonly note?: string
  readonly disabled?: boolean
}

/** One of several, under a heading; the menu closes. */
export interface MenuChoice extends NamedEntry {
  readonly kind: 'choice'
  readonly value: string
  readonly options: readonly MenuOption[]
  readonly onValueChange: (value: string) => void
}

/** Entries under a heading. */
export interface MenuGroup extends NamedEntry {
  readonly kind: 'group'
  readonly entries: readonly MenuEntry[]
}

export interface MenuSubmenu extends NamedEntry {
  readonly kind: 'submenu'
  readonly icon?: ReactNode
  readonly entries: readonly MenuEntry[]
}

export interface MenuSeparator {
  readonly kind: 'separator'
  readonly id: string
}

export type MenuEntry = MenuAction | MenuCheck | MenuChoice | MenuGroup | MenuSubmenu | MenuSeparator

/** The rows of a menu. */
export function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry) => <Entry key={entry.id} entry={entry} />)
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  switch (entry.kind) {
    case 'action':
      return <ActionEntry entry={entry} />
    case 'check':
      return <CheckEntry entry={entry} />
    case 'choice':
      return <ChoiceEntry entry={entry} />
    case 'group':
      return (
        <Menu.Group>
          <Menu.GroupLabel className="menu-heading">{entry.label}</Menu.GroupLabel>
          <MenuEntries entries={entry.entries} />
        </Menu.Group>
      )
    case 'submenu':
      return <SubmenuEntry entry={entry} />
    case 'separator':
      return <Menu.Separator className="menu-separator" />
    default:
      return ensureNever(entry, 'entry of a menu')
  }
}

function ActionEntry({ entry }: { readonly entry: MenuAction }) {
  const { label, icon, keys, detail, danger, disabled = false, onSelect } = entry
  return (
    <Menu.Item
      className={classNames('menu-item', danger && 'menu-item-danger')}
      disabled={disabled}
      label={label}
      onClick={onSelect}
    >
      <span className="menu-mark">{icon}</span>
      <span className="menu-label">{label}</span>
      {detail !== undefined && <span className="menu-detail">{detail}</span>}
      {keys !== undefined && <KeyCap keys={keys} />}
    </Menu.Item>
  )
}

function CheckEntry({ entry }: { readonly entry: MenuCheck }) {
  const { label, icon, checked, onCheckedChange, disabled = false } = entry
  return (
    <Menu.CheckboxItem
      className="menu-item"
      label={label}
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next)}
    >
      <span className="menu-mark">{checked && <Check size={12} aria-hidden="true" />}</span>
      {icon}
      <span className="menu-label">{label}</span>
    </Menu.CheckboxItem>
  )
}

function ChoiceEntry({ entry }: { readonly entry: MenuChoice }) {
  const { label, value, options, onValueChange, disabled = false } = entry
  return (
    <Menu.Group>
      <Menu.GroupLabel className="menu-heading">{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} disabled={disabled} onValueChange={(next: string) => onValueChange(next)}>
        {options.map((option) => (
          <Menu.RadioItem
            key={option.value}
            className="menu-item"
            value={option.value}
            label={option.label}
            disabled={option.disabled === true}
            closeOnClick
          >
            <span className="menu-mark">{option.value === value && <Check size={12} aria-hidden="true" />}</span>
            {option.icon}
            <span className="menu-label">
              {option.label}
              {option.note !== undefined && <span className="menu-note">{option.note}</span>}
            </span>
            {option.detail !== undefined && <span className="menu-detail">{option.detail}</span>}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  )
}

function SubmenuEntry({ entry }: { readonly entry: MenuSubmenu }) {
  const { label, icon, entries, disabled = false } = entry
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item" disabled={disabled} label={label}>
        <span className="menu-mark">{icon}</span>
        <span className="menu-label">{label}</span>
        <ChevronRight size={12} aria-hidden="true" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="float" sideOffset={2} alignOffset={-5}>
          <Menu.Popup className="menu">
            <MenuEntries entries={entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}
