export { Badge, type BadgeTone, EnvironmentBadge, Meter, StateShape } from './badge.tsx'
export { Button, type ButtonProps, type ButtonSize, type ButtonTone, IconButton } from './button.tsx'
export { Checkbox, Segmented, type SegmentedOption, Switch } from './choice.tsx'
export { classNames } from './class-names.ts'
export { ConfirmDialog, type ConfirmDialogProps, type DialogFact } from './dialog.tsx'
export {
  Field,
  type FieldProps,
  SelectField,
  type SelectFieldProps,
  SwitchField,
  type SwitchFieldProps,
  type TextFieldProps,
} from './field.tsx'
export {
  counted,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPercentNumber,
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
export { formatAge, formatClock, formatDayAndClock } from './format-time.ts'
export { LiveText, type LiveTextProps, type LiveValues } from './live-text.tsx'
export { NumberField, type NumberFieldProps } from './number-field.tsx'
export { decimalsOf, stepDecimalText } from './number-text.ts'
export { Modal, type ModalProps } from './modal.tsx'
export { HeadActions, Panel, type PanelProps, type TabDefinition, TabPanel } from './panel.tsx'
export { Sparkline, type SparklineProps } from './sparkline.tsx'
export { ensureNever } from './ensure-never.ts'
export { errorText } from './error-text.ts'
export { EmptyState, ErrorState, Note } from './state.tsx'
export { SkeletonRows, Table, type TableColumn } from './table.tsx'
export { showToast, type ToastKind, type ToastMessage } from './toast-manager.ts'
export { Tooltip } from './tooltip.tsx'
export { UiRoot } from './ui-root.tsx'
export { useLateFlag } from './use-late-flag.ts'
export { useMediaQuery } from './use-media-query.ts'
export { useNowMs } from './use-now.ts'
