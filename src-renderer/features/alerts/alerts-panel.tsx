export function AlertsPanel() {
  return null
}
