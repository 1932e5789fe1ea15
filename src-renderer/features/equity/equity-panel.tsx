export function EquityPanel() {
  return null
}
