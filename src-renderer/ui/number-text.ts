/** Digits behind the point of a decimal step such as `"0.001"`. */
export function decimalsOf(step: string): number {
  const fraction = step.split('.')[1]?.replace(/0+$/, '') ?? ''
  return fraction.length
}

/**
 * A decimal text moved by so many steps, on the grid of the step and never below zero. Counts in whole steps, so that
 * 0.1 + 0.2 stays 0.3. Text that is no number counts as zero.
 */
export function stepDecimalText(text: string, step: string, steps: number): string {
  const stepSize = Number(step)
  const parsed = Number(text.replaceAll(',', ''))
  const start = Number.isFinite(parsed) ? parsed : 0
  const moved = Math.max(0, Math.round(start / stepSize) + steps)
  return (moved * stepSize).toFixed(decimalsOf(step))
}
