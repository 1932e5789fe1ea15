export function MetricsPanel() {
  return null
}
