import * as fc from 'fast-check'

/** What all building blocks have in common. */
export interface Block {
  next(input: number, commit: boolean): number
  reset(): void
}

/** Result at each input, oldest first. */
export const results = (block: Block, inputs: readonly number[]): number[] =>
  inputs.map((input) => block.next(input, true))

/** The newest `period` inputs at each input that has so many, oldest first. */
export const windowsOf = (inputs: readonly number[], period: number): number[][] =>
  inputs.slice(period - 1).map((_, index) => inputs.slice(index, index + period))

export const sumOf = (inputs: readonly number[]): number => inputs.reduce((sum, input) => sum + input, 0)

/** Largest distance from 0 in a window: rounding is measured against it. */
export const magnitudeOf = (inputs: readonly number[]): number =>
  inputs.reduce((largest, input) => Math.max(largest, Math.abs(input)), 0)

/** Numbers so small that their squares vanish are no prices. */
const roundTiny = (input: number): number => (Math.abs(input) < 1e-9 ? 0 : input)

/** Ordinary prices and changes, ties, and spikes that dwarf both. */
export const someInput = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }).map(roundTiny) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 3e9 + 0.1, 0, 1e-9) },
)

export const someInputs = fc.array(someInput, { maxLength: 120 })

export const somePeriod = fc.integer({ min: 1, max: 30 })

/** The furthest that a result lies from a window's recomputed one, in shares of the window's largest input. */
export function largestError(
  values: readonly number[],
  windows: readonly (readonly number[])[],
  recompute: (window: readonly number[]) => number,
): number {
  const errors = windows.map((window, index) => {
    const difference = Math.abs((values[index] ?? Number.NaN) - recompute(window))
    return difference === 0 ? 0 : difference / magnitudeOf(window)
  })
  return errors.reduce((largest, error) => Math.max(largest, error), 0)
}
