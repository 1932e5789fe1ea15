import { Combobox as BaseCombobox } from '@base-ui/react/combobox'
import { Check, Search } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import './combobox.css'
import { hasAllWords } from './has-all-words.ts'

export interface ComboboxProps<Item> {
  /** What is chosen here; read out, and shown in the empty search line. */
  readonly label: string
  /** The button that shows the choice and opens the list: one element that can take a ref. */
  readonly trigger: ReactElement
  readonly items: readonly Item[]
  readonly value: Item | null
  readonly onValueChange: (item: Item) => void
  /** Tells items apart. */
  readonly itemId: (item: Item) => string
  /** What is shown and searched. */
  readonly itemLabel: (item: Item) => string
  /** More words that find an item: a symbol, a venue. */
  readonly itemWords?: (item: Item) => string
  /** Right of the label, quieter. */
  readonly itemDetail?: (item: Item) => ReactNode
}

const MOST_SHOWN = 200

/** One of many, found by typing: a button that opens a search line with its results. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { label, trigger, items, value, onValueChange, itemId, itemLabel, itemWords } = props
  const t = useWords('common')
  const searchText = (item: Item): string => `${itemLabel(item)} ${itemWords?.(item) ?? ''}`.toLowerCase()
  return (
    <BaseCombobox.Root
      items={items}
      value={value}
      limit={MOST_SHOWN}
      autoHighlight
      itemToStringLabel={itemLabel}
      isItemEqualToValue={(left: Item, right: Item) => itemId(left) === itemId(right)}
      filter={(item: Item, query) => hasAllWords(searchText(item), query)}
      onValueChange={(item: Item | null) => item !== null && onValueChange(item)}
    >
      <BaseCombobox.Trigger
        render={trigger}
        aria-label={value === null ? label : t('labelled', { label, value: itemLabel(value) })}
      />
      <BaseCombobox.Portal>
        <BaseCombobox.Positioner className="float" align="start" sideOffset={4}>
          <BaseCombobox.Popup className="menu combobox" aria-label={label}>
            <div className="input search-field combobox-search">
              <Search size={14} aria-hidden="true" />
              <BaseCombobox.Input aria-label={label} placeholder={label} />
            </div>
            <BaseCombobox.Empty className="combobox-empty">{t('nothingFound')}</BaseCombobox.Empty>
            <BaseCombobox.List className="combobox-list">
              {(item: Item) => <ComboboxItem key={itemId(item)} item={item} {...props} />}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  )
}

function ComboboxItem<Item>({ item, itemLabel, itemDetail }: ComboboxProps<Item> & { readonly item: Item }) {
  return (
    <BaseCombobox.Item className="menu-item" value={item}>
      <span className="menu-mark">
        <BaseCombobox.ItemIndicator render={<Check size={12} aria-hidden="true" />} />
      </span>
      <span className="menu-label">{itemLabel(item)}</span>
      {itemDetail !== undefined && <span className="menu-detail">{itemDetail(item)}</span>}
    </BaseCombobox.Item>
  )
}
