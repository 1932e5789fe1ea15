export function SignalsPanel() {
  return null
}
