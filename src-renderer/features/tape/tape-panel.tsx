export function TapePanel() {
  return null
}
