export function LogPanel() {
  return null
}
