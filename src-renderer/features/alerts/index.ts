export { AlertToasts } from './alert-toasts.tsx'
export { AlertsPanel } from './alerts-panel.tsx'
export { PriceAlertForm, type PriceAlertFormProps } from './price-alert-form.tsx'
export { useAlertCount } from './use-alert-count.ts'
