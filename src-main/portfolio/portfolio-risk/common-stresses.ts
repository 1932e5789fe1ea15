import type { StressScenario } from './stress.ts'

/** A scenario with texts for a person. */
export interface NamedStress {
  readonly scenario: StressScenario
  readonly label: string
  readonly description: string
}

/** Bad days that concern every portfolio. */
export const COMMON_STRESSES: readonly NamedStress[] = [
  shock('fall-10', -0.1, 'All prices fall by 10 %'),
  shock('fall-30', -0.3, 'All prices fall by 30 %'),
  shock('rise-20', 0.2, 'All prices rise by 20 %'),
  {
    scenario: { kind: 'volatility', name: 'volatility-3', factor: 3 },
    label: 'Volatility times three',
    description:
      'The loss that is not exceeded with the given confidence when prices move three times as far as lately.',
  },
  {
    scenario: { kind: 'correlationToOne', name: 'as-one' },
    label: 'Everything moves as one',
    description: 'The loss that is not exceeded with the given confidence when all prices move the same way at once.',
  },
]

function shock(name: string, fraction: number, label: string): NamedStress {
  const moves = [{ instrumentIds: 'all', fraction }] as const
  return {
    scenario: { kind: 'prices', name, moves },
    label,
    description: `${label} at once, before anything can be closed.`,
  }
}
