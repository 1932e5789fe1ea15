import type { ComponentView } from '../../../src-contract/index.ts'
import type { useWords } from '../../i18n/index.ts'

export type ComponentWords = ReturnType<typeof useWords<'components'>>

const PHASES = ['infrastructure', 'market', 'integrations', 'loops'] as const

/** Name of a phase, from 1. */
export function phaseName(t: ComponentWords, phase: number): string {
  const key = PHASES[phase - 1]
  return key === undefined ? String(phase) : t(`phases.${key}`)
}

const TONES: Readonly<Record<ComponentView['state'], 'warn' | 'danger' | 'quiet' | ''>> = {
  ready: 'quiet',
  starting: 'warn',
  running: '',
  degraded: 'warn',
  faulted: 'danger',
  stopping: 'warn',
  stopped: 'quiet',
}

/** Class of a state's word. */
export const stateTone = (state: ComponentView['state']): string => TONES[state]
