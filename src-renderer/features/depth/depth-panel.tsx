export function DepthPanel() {
  return null
}
