export { type AnchorPoint, anchorAt } from './anchor.ts'
export { Badge, type BadgeTone, EnvironmentBadge, StateShape } from './badge.tsx'
export { Button, type ButtonProps, type ButtonSize, type ButtonTone, IconButton } from './button.tsx'
export { Checkbox, Segmented, type SegmentedOption, Switch } from './choice.tsx'
export { classNames } from './class-names.ts'
export type { DataColumn, SortValue } from './data-column.ts'
export { ColourChoice, type ColourChoiceProps, ColourSwatch } from './colour-swatch.tsx'
export { ColumnMenu, type ColumnMenuProps } from './column-menu.tsx'
export { compareSortValues } from './compare-sort-values.ts'
export { Combobox, type ComboboxProps } from './combobox.tsx'
export { DataTable, type DataTableProps } from './data-table.tsx'
export { ConfirmDialog, type ConfirmDialogProps } from './dialog.tsx'
export { type DialogFact, DialogFacts, type DialogFactsProps } from './dialog-facts.tsx'
export { download } from './download.ts'
export {
  Field,
  type FieldProps,
  GroupField,
  SelectField,
  type SelectFieldProps,
  type SelectOption,
  SwitchField,
  type SwitchFieldProps,
  type TextFieldProps,
} from './field.tsx'
export {
  formatBps,
  formatLarge,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPercentNumber,
  formatPercentWhole,
  formatPrice,
  formatPriceChange,
  formatQuantity,
  formatR,
  formatRatio,
  formatSignedMoney,
  NOT_APPLICABLE,
  signTone,
  UNKNOWN,
} from './format.ts'
export {
  type FormatSettings,
  formatSettings,
  NUMBER_STYLES,
  type NumberStyleName,
  separators,
  setFormatSettings,
  subscribeFormatSettings,
  timeZone,
  useFormatSettings,
} from './format-settings.ts'
export {
  formatAge,
  formatClock,
  formatDay,
  formatDayAndClock,
  formatDayAndMinute,
  type WallTime,
  wallTime,
  zoneName,
  zoneOffsetMs,
} from './format-time.ts'
export { hasAllWords } from './has-all-words.ts'
export { HeldButton, type HeldButtonProps } from './held-button.tsx'
export { KeyCap } from './key-cap.tsx'
export { LiveText, type LiveTextProps, type LiveValues } from './live-text.tsx'
export { NumberField, type NumberFieldProps } from './number-field.tsx'
export { decimalsOf, numberForEditing, readTypedNumber, stepDecimalText } from './number-text.ts'
export { Menu, type MenuProps } from './menu.tsx'
export type {
  MenuAction,
  MenuCheck,
  MenuChoice,
  MenuEntry,
  MenuGroup,
  MenuSeparator,
  MenuSubmenu,
} from './menu-entries.tsx'
export { Meter } from './meter.tsx'
export { type MeterTone, meterTone } from './meter-tone.ts'
export { Drawer, type DrawerProps, Modal, type ModalProps } from './modal.tsx'
export { Popover, type PopoverProps } from './popover.tsx'
export { CHANGE_ICON, REMOVE_ICON } from './row-icons.tsx'
export { SearchField, type SearchFieldProps } from './search-field.tsx'
export { oncePerPress, withoutHeldEnter } from './single-press.ts'
export { Sparkline, type SparklineProps } from './sparkline.tsx'
export { ensureNever } from './ensure-never.ts'
export { errorText } from './error-text.ts'
export { EmptyState, ErrorState, Note } from './state.tsx'
export { SubTabs, type SubTabsProps } from './sub-tabs.tsx'
export { SkeletonRows } from './skeleton-rows.tsx'
export type { RowGroup } from './table-lines.ts'
export { INITIAL_TABLE_VIEW, TableView, type TableSort } from './table-view.ts'
export { showToast, type ToastKind, type ToastMessage } from './toast-manager.ts'
export { Tooltip } from './tooltip.tsx'
export { UiRoot } from './ui-root.tsx'
export { type ElementSize, useElementSize } from './use-element-size.ts'
export { useElementWidth } from './use-element-width.ts'
export { useFocusOrigin } from './use-focus-origin.ts'
export { useLateFlag } from './use-late-flag.ts'
export { useMeasured } from './use-measured.ts'
export { useNowMs } from './use-now.ts'
export { VirtualList, type VirtualListProps } from './virtual-list.tsx'
export { writeText } from './write-text.ts'
