export function LimitsPanel() {
  return null
}
