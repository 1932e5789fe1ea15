import type { FaultId } from './fault-rows.ts'

/** What the simulator can be told by hand that is a fault, with the rows that show it; `fault` plans any of them. */
const FAULTS: Readonly<Record<string, readonly FaultId[]>> = {
  fault: [],
  skew: ['exchange: clock ahead', 'exchange: clock behind'],
  disconnect: ['prices: disconnect', 'account: disconnect'],
  silence: ['prices: silence', 'account: silence'],
  'half-open': ['prices: halfOpen', 'account: halfOpen'],
  'expire-listen-key': ['exchange: listen key expired'],
}

/** What markets, and people with their accounts, do without anything being wrong. */
const NO_FAULTS = new Set([
  'price',
  'trade',
  'step',
  'walk',
  'fill',
  'clear-faults',
  'funding',
  'transfer',
  'balance',
  'status',
])

/** A fault that the simulator has learnt must not stay out of the list. @param commands that it takes now. */
export function unknownCommands(commands: readonly string[]): string[] {
  return commands
    .filter((name) => !(name in FAULTS) && !NO_FAULTS.has(name))
    .map((name) => `the command ${name} of the simulator is named neither as a fault nor as none`)
}
